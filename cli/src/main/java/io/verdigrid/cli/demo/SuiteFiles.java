package io.verdigrid.cli.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** What is done with a suite's files on this machine. */
final class SuiteFiles {
    private SuiteFiles() {}

    /** A pom that depends on exactly these. */
    static String pom(String name, List<Coordinates> coordinates) {
        StringBuilder pom = new StringBuilder("<project xmlns=\"http://maven.apache.org/POM/4.0.0\">\n")
                .append("  <modelVersion>4.0.0</modelVersion>\n")
                .append("  <groupId>io.verdigrid.demo</groupId>\n  <artifactId>")
                .append(name)
                .append("</artifactId>\n  <version>1</version>\n  <packaging>pom</packaging>\n  <dependencies>\n");
        for (Coordinates one : coordinates) {
            pom.append("    <dependency><groupId>")
                    .append(one.group())
                    .append("</groupId><artifactId>")
                    .append(one.artifact())
                    .append("</artifactId><version>")
                    .append(one.version())
                    .append("</version>")
                    .append(one.classifier().isEmpty() ? "" : "<classifier>" + one.classifier() + "</classifier>")
                    .append(
                            "<exclusions><exclusion><groupId>*</groupId><artifactId>*</artifactId></exclusion></exclusions>")
                    .append("</dependency>\n");
        }
        return pom.append("  </dependencies>\n</project>\n").toString();
    }

    /** Unpacks a jar without its manifest and signatures, which hold for the jar only. */
    static void unpack(Path jar, Path into) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                Path target = into.resolve(entry.getName()).normalize();
                if (!target.startsWith(into)) {
                    throw new IOException("entry climbs out of " + jar + ": " + entry.getName());
                }
                if (!entry.isDirectory() && !entry.getName().matches("META-INF/(MANIFEST[.]MF|[^/]*[.](SF|RSA|DSA))")) {
                    Files.createDirectories(target.resolveSibling(""));
                    try (InputStream in = zip.getInputStream(entry)) {
                        Files.copy(in, target);
                    }
                }
            }
        }
    }

    /** Copies what is no class. */
    static void copyResources(Path from, Path into) throws IOException {
        Files.createDirectories(into);
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!file.toString().endsWith(".class")) {
                    Path target = into.resolve(from.relativize(file));
                    Files.createDirectories(target.resolveSibling(""));
                    Files.copy(file, target);
                }
            }
        }
    }

    /** Deletes a folder, which need not exist. */
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
