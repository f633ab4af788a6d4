package io.verdigrid.cli;

import io.verdigrid.cli.bundle.BundleSource;
import io.verdigrid.cli.bundle.Workdir;
import io.verdigrid.cli.console.Problem;
import java.io.File;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the test JVMs get: classpath, working directory, arguments, environment. */
final class ClasspathOptions {
    @Option(
            names = {"-cp", "--classpath", "--class-path"},
            paramLabel = "PATH",
            description = "Jars and folders, with this platform's separator, or @FILE with one a line. Repeats.")
    List<String> classpath = new ArrayList<>();

    @Option(
            names = {"--scan-classpath", "--scan-class-path"},
            paramLabel = "PATH",
            arity = "0..1",
            fallbackValue = "",
            description =
                    "A jar or folder in which tests are discovered; without PATH: all folders of the classpath. Repeats.")
    List<String> scan = new ArrayList<>();

    @Option(
            names = "--workdir",
            paramLabel = "DIR",
            description = "Shipped; each slot has its own copy as its working directory. Default: an empty one.")
    @Nullable
    String workdir;

    @Option(
            names = "--jvm-arg",
            paramLabel = "ARG",
            parameterConsumer = LiteralArgument.class,
            description = "An argument of the test JVMs. Repeats.")
    List<String> jvmArgs = new ArrayList<>();

    @Option(names = "--env", paramLabel = "NAME=VALUE", description = "A variable of the test JVMs. Repeats.")
    Map<String, String> environment = new LinkedHashMap<>();

    @Option(
            names = "--java-home",
            paramLabel = "DIR",
            description = "The JDK of the test JVMs, a folder on the workers. Default: what the worker runs on.")
    String javaHome = "";

    /** Anything that only makes sense without --project. */
    boolean namesClasspath() {
        return !classpath.isEmpty() || !scan.isEmpty() || workdir != null;
    }

    /** What is wrong with the values, a line each; {@code here}: the test JVMs are this machine's. */
    List<String> problems(Surroundings surroundings, boolean here) {
        List<String> problems = new ArrayList<>();
        for (String name : environment.keySet()) {
            if (name.isBlank() || name.indexOf('\0') >= 0) {
                problems.add(
                        "--env: '" + name + "=" + environment.get(name) + "' names no variable: wanted NAME=VALUE");
            }
        }
        if (here && !javaHome.isEmpty()) {
            Path java = surroundings.resolve(javaHome).resolve("bin").resolve("java");
            if (!Files.isExecutable(java)) {
                problems.add("--java-home: no JDK in " + javaHome + ": there is no program " + java);
            }
        }
        return problems;
    }

    /** What to ship; {@code roots} are on its classpath. */
    BundleSource source(Surroundings surroundings, List<Path> roots) {
        List<Path> entries = new ArrayList<>(classpath(surroundings));
        for (Path root : roots) {
            if (!entries.contains(root)) {
                entries.add(root);
            }
        }
        Optional<Workdir> shipped =
                Optional.ofNullable(workdir).map(surroundings::resolve).map(Workdir::of);
        return new BundleSource(entries, shipped, jvmArgs, environment, javaHome);
    }

    /** The folders and jars to scan; empty: only what is selected by name. */
    List<Path> scanRoots(Surroundings surroundings) {
        List<Path> roots = new ArrayList<>();
        for (String told : scan) {
            if (told.isEmpty()) {
                classpath(surroundings).stream().filter(Files::isDirectory).forEach(roots::add);
            } else {
                split(told).forEach(entry -> roots.add(surroundings.resolve(entry)));
            }
        }
        if (roots.isEmpty() && !scan.isEmpty()) {
            throw Problem.input("--scan-classpath without a PATH scans the folders of --classpath, and there are none");
        }
        return roots.stream().distinct().toList();
    }

    /** All entries in order. */
    List<Path> classpath(Surroundings surroundings) {
        List<Path> entries = new ArrayList<>();
        for (String told : classpath) {
            List<String> parts = told.startsWith("@") ? fromFile(surroundings, told.substring(1)) : split(told);
            parts.forEach(part -> entries.add(surroundings.resolve(part)));
        }
        return entries;
    }

    private static List<String> fromFile(Surroundings surroundings, String name) {
        Path file = surroundings.resolve(name);
        try {
            List<String> parts = new ArrayList<>();
            for (String line : Files.readAllLines(file)) {
                parts.addAll(split(line.strip()));
            }
            return parts;
        } catch (MalformedInputException e) {
            throw Problem.input("--classpath: " + file + " is not a text in UTF-8");
        } catch (IOException e) {
            throw Problem.input("--classpath: cannot read " + file
                    + (Files.exists(file) ? ": " + e.getMessage() : ": no such file"));
        }
    }

    private static List<String> split(String path) {
        List<String> parts = new ArrayList<>();
        for (String part : path.split(Pattern.quote(File.pathSeparator))) {
            if (!part.isBlank()) {
                parts.add(part);
            }
        }
        return parts;
    }
}
