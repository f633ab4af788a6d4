package io.verdigrid.worker.process;

import io.verdigrid.protocol.Digest;
import io.verdigrid.runner.wire.FrameKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Puts the runner's own classes, and nothing else, into a jar of the worker's: wherever they come from (their jar, a jar of
 * many things, a folder of a build), the runner's classpath is the same, and stays whole when the origin is replaced.
 */
public final class RunnerJar {
    private static final String PACKAGE = "io/verdigrid/runner/";

    private RunnerJar() {}

    /** The jar in this folder, made if it isn't there; its name has the digest of its content. */
    public static Path in(Path dir) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            Path origin = origin();
            if (Files.isDirectory(origin)) {
                fromFolder(origin, out);
            } else {
                fromJar(origin, out);
            }
            SampleTest.addTo(out);
        }
        byte[] content = bytes.toByteArray();
        Path jar = dir.resolve("verdigrid-runner-" + Digest.of(content).hex().substring(0, 16) + ".jar");
        if (!Files.exists(jar)) {
            Files.createDirectories(dir);
            Path half = Files.createTempFile(dir, "runner", ".half");
            try (OutputStream out = Files.newOutputStream(half)) {
                out.write(content);
            }
            Files.move(half, jar, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        }
        return jar;
    }

    private static Path origin() throws IOException {
        URL location = FrameKind.class.getProtectionDomain().getCodeSource().getLocation();
        try {
            return Path.of(location.toURI());
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw new IOException("the runner's classes cannot be read from " + location, e);
        }
    }

    private static void fromFolder(Path origin, ZipOutputStream out) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(origin.resolve(PACKAGE))) {
            files = walk.filter(Files::isRegularFile).sorted().toList();
        }
        for (Path file : files) {
            String name = origin.relativize(file).toString().replace('\\', '/');
            put(out, name, Files.readAllBytes(file));
        }
    }

    private static void fromJar(Path origin, ZipOutputStream out) throws IOException {
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(origin))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (entry.getName().startsWith(PACKAGE) && !entry.isDirectory()) {
                    put(out, entry.getName(), in.readAllBytes());
                }
            }
        }
    }

    /** With a fixed time, so that equal classes make equal jars. */
    static void put(ZipOutputStream out, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(java.time.LocalDateTime.of(2020, 1, 1, 0, 0));
        out.putNextEntry(entry);
        out.write(content);
        out.closeEntry();
    }
}
