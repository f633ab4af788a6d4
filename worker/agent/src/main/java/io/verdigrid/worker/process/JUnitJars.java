package io.verdigrid.worker.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Knows JUnit's own jars by their names: they go first, so that one class-data archive serves many classpaths. */
final class JUnitJars {
    private static final Pattern NAMES =
            Pattern.compile("(junit-(platform|jupiter|vintage)-.*|opentest4j-\\d.*|apiguardian-api-\\d.*)\\.jar");

    private JUnitJars() {}

    static boolean isOne(Path entry) {
        Path name = entry.getFileName();
        return name != null && NAMES.matcher(name.toString()).matches() && Files.isRegularFile(entry);
    }
}
