package io.verdigrid.cli.maven;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The Maven that runs this build, and projects to run it on. */
public final class TestMaven {
    private TestMaven() {}

    /** As offline as the build is. */
    public static MavenCommand command(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        if (System.getProperty("verdigrid.test.offline", "").equals("offline-true")) {
            all.add("-o");
        }
        Path home = Path.of(System.getProperty("verdigrid.test.maven"));
        return new MavenCommand(home.resolve("bin/mvn"), all, Map.of());
    }

    /** A fresh copy of one of src/test/projects. */
    public static Path project(String name, Path into) throws IOException {
        Path from = Path.of("src/test/projects", name);
        Path to = into.toRealPath().resolve(name);
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
        return to;
    }
}
