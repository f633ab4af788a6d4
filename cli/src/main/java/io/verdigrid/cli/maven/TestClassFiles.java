package io.verdigrid.cli.maven;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** The class files of a folder or a jar. */
final class TestClassFiles {
    private TestClassFiles() {}

    /** Their paths, with slashes, sorted; none where the place does not exist. */
    static List<String> in(Path place) throws IOException {
        if (Files.isDirectory(place)) {
            try (Stream<Path> files = Files.walk(place)) {
                return classes(files.filter(Files::isRegularFile)
                        .map(file -> place.relativize(file).toString().replace('\\', '/')));
            }
        }
        if (!Files.exists(place)) {
            return List.of();
        }
        try (JarFile jar = new JarFile(place.toFile(), false)) {
            return classes(jar.versionedStream().map(entry -> entry.getName()));
        }
    }

    static String className(String path) {
        return path.substring(0, path.length() - ".class".length()).replace('/', '.');
    }

    private static List<String> classes(Stream<String> paths) {
        return paths.filter(path -> path.endsWith(".class")
                        && !path.endsWith("module-info.class")
                        && !path.endsWith("package-info.class")
                        && !path.startsWith("META-INF/"))
                .sorted()
                .toList();
    }
}
