package io.verdigrid.runner;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * The suites that stand for the user's, of src/test/guests: compiled once in each JVM against the oldest JUnit, and never
 * on the class path of our own tests. Thread-safe.
 */
final class Guests {
    private static final Map<String, Path> COMPILED = new ConcurrentHashMap<>();

    private Guests() {}

    static Path jupiter() {
        return COMPILED.computeIfAbsent("jupiter", name -> compile(name, "8", Jars.of("jupiter-5.7")));
    }

    static Path locks() {
        return COMPILED.computeIfAbsent("locks", name -> compile(name, "8", Jars.of("jupiter-5.7")));
    }

    static Path given() {
        return COMPILED.computeIfAbsent("given", name -> compile(name, "8", Jars.of("jupiter-5.7")));
    }

    static Path providers() {
        return COMPILED.computeIfAbsent("providers", name -> compile(name, "8", Jars.of("jupiter-5.14")));
    }

    static Path vintage() {
        return COMPILED.computeIfAbsent("vintage", name -> compile(name, "8", Jars.of("junit4")));
    }

    static Path testng() {
        return COMPILED.computeIfAbsent("testng", name -> compile(name, "11", Jars.of("testng")));
    }

    /** With an engine of its own that says too little. */
    static Path quiet() {
        return COMPILED.computeIfAbsent("quiet", name -> {
            Path classes = compile(name, "8", Jars.of("jupiter-5.7"));
            service(classes, "org.junit.platform.engine.TestEngine", "guest.quiet.QuietEngine");
            return classes;
        });
    }

    /** With listeners that a launcher of 1.8 or newer finds by itself. */
    static Path session() {
        return COMPILED.computeIfAbsent("session", name -> {
            Path classes = compile(name, "8", Jars.of("jupiter-5.10"));
            for (String service : List.of("LauncherSessionListener", "TestExecutionListener")) {
                service(classes, "org.junit.platform.launcher." + service, "guest.session.Counter");
            }
            return classes;
        });
    }

    private static void service(Path classes, String service, String provider) {
        try {
            Path services = Files.createDirectories(classes.resolve("META-INF/services"));
            Files.writeString(services.resolve(service), provider + "\n");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The classes of guest.broken, without one that they need. */
    static Path broken(Path folder) throws IOException {
        Path from = jupiter().resolve("guest/broken");
        Path to = Files.createDirectories(folder.resolve("guest/broken"));
        try (Stream<Path> classes = Files.list(from)) {
            for (Path each : classes.toList()) {
                if (!each.endsWith("Missing.class")) {
                    Files.copy(each, to.resolve(each.getFileName()));
                }
            }
        }
        return folder;
    }

    private static Path compile(String name, String release, List<Path> classpath) {
        Path sources = Path.of("src", "test", "guests", name);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter problems = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
                Stream<Path> all = Files.walk(sources)) {
            Path classes = Files.createTempDirectory(Files.createDirectories(Path.of("target", "guests")), name)
                    .toAbsolutePath();
            List<Path> javaFiles =
                    all.filter(file -> file.toString().endsWith(".java")).toList();
            List<String> options = List.of(
                    "-d",
                    classes.toString(),
                    "-cp",
                    Jars.classpath(classpath),
                    "--release",
                    release,
                    "-encoding",
                    "UTF-8",
                    "-proc:none",
                    "-nowarn");
            if (!compiler.getTask(problems, files, null, options, null, files.getJavaFileObjectsFromPaths(javaFiles))
                    .call()) {
                throw new IllegalStateException(problems.toString());
            }
            return classes;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
