package io.verdigrid.runner;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The class paths with which the tests start runners: the build puts the jars into target/matrix. */
final class Jars {
    private static final Path MATRIX = Path.of("target", "matrix").toAbsolutePath();

    private Jars() {}

    /** The runner itself, as it was compiled. */
    static Path runner() {
        return Path.of("target", "classes").toAbsolutePath();
    }

    static List<Path> of(String... folders) {
        List<Path> jars = new ArrayList<>();
        for (String folder : folders) {
            try (Stream<Path> files = Files.list(MATRIX.resolve(folder))) {
                files.sorted().forEach(jars::add);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
        return jars;
    }

    static String classpath(List<Path> entries) {
        return String.join(
                File.pathSeparator, entries.stream().map(Path::toString).toList());
    }
}
