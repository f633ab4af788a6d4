package io.verdigrid.worker;

import io.verdigrid.runner.wire.FrameKind;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** A jar with the runner of {@code src/test/fake-runner}, which can be told to misbehave. */
public final class FakeRunner {
    private static final Path SOURCES = Path.of("src/test/fake-runner");

    private FakeRunner() {}

    /** Compiles it to a jar in this folder. */
    public static Path jar(Path dir) throws IOException {
        Path classes = Files.createDirectories(dir.resolve("fake-runner-classes"));
        Path wire = wire();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            boolean compiled = compiler.getTask(
                            null,
                            files,
                            null,
                            List.of("-d", classes.toString(), "-cp", wire.toString(), "-proc:none"),
                            null,
                            files.getJavaFileObjects(SOURCES.resolve("io/verdigrid/runner/Main.java")))
                    .call();
            if (!compiled) {
                throw new IOException("the fake runner doesn't compile");
            }
        }
        Path jar = dir.resolve("fake-runner.jar");
        try (OutputStream file = Files.newOutputStream(jar);
                ZipOutputStream out = new ZipOutputStream(file)) {
            add(out, classes, "");
            if (Files.isDirectory(wire)) {
                add(out, wire, "/wire/");
            } else {
                // A folder before its module was packaged, a jar afterwards.
                try (FileSystem packed = FileSystems.newFileSystem(wire)) {
                    add(out, packed.getPath("/"), "/wire/");
                }
            }
        }
        return jar;
    }

    private static Path wire() throws IOException {
        try {
            return Path.of(FrameKind.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }

    private static void add(ZipOutputStream out, Path root, String only) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(root)) {
            files = walk.filter(Files::isRegularFile)
                    .filter(file -> file.toString().contains(only))
                    .toList();
        }
        for (Path file : files) {
            out.putNextEntry(new ZipEntry(root.relativize(file).toString().replace('\\', '/')));
            Files.copy(file, out);
            out.closeEntry();
        }
    }
}
