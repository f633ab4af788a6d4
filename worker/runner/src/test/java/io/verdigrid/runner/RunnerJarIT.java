package io.verdigrid.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What makes the jar a good guest: small, alone, and readable for a Java 8. */
final class RunnerJarIT {
    private static final int JAVA_8 = 52;

    @Test
    void theJarIsWithinItsBudget() throws IOException {
        assertThat(Files.size(jar())).isLessThan(110_000);
    }

    @Test
    void theJarStartsTheRunner() throws IOException {
        try (JarFile jar = new JarFile(jar().toFile())) {
            assertThat(jar.getManifest().getMainAttributes().getValue("Main-Class"))
                    .isEqualTo("io.verdigrid.runner.Main");
        }
    }

    @Test
    void allClassesAreTheRunnersAndOfJava8() throws IOException {
        try (JarFile jar = new JarFile(jar().toFile())) {
            List<JarEntry> classes = jar.stream()
                    .filter(entry -> entry.getName().endsWith(".class"))
                    .toList();
            assertThat(classes).hasSizeGreaterThan(20);
            for (JarEntry each : classes) {
                assertThat(each.getName()).startsWith("io/verdigrid/runner/");
                try (DataInputStream in = new DataInputStream(jar.getInputStream(each))) {
                    in.readInt();
                    in.readUnsignedShort();
                    assertThat(in.readUnsignedShort()).as(each.getName()).isEqualTo(JAVA_8);
                }
            }
        }
    }

    private static Path jar() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            return files.filter(file -> file.getFileName().toString().matches("verdigrid-runner-[^/]*\\.jar"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
