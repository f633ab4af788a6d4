package io.verdigrid.cli.bundle;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Finds the files that JVM arguments load before the classpath: Java agents, native agents, jars of the boot classpath. */
final class ExtraFiles {
    private static final List<String> AGENTS = List.of("-javaagent:", "-agentpath:");
    private static final List<String> BOOT = List.of("-Xbootclasspath/a:", "-Xbootclasspath/p:", "-Xbootclasspath:");

    private final Path startsIn;
    private final Predicate<Path> shippedAlready;
    private final List<String> problems;
    private final List<Path> files = new ArrayList<>();

    /**
     * Over the arguments of a JVM that starts in this folder.
     *
     * @param shippedAlready whether a file is in the working directory or on the classpath
     */
    ExtraFiles(Path startsIn, Predicate<Path> shippedAlready, List<String> problems) {
        this.startsIn = startsIn;
        this.shippedAlready = shippedAlready;
        this.problems = problems;
    }

    /** The arguments, with placeholders where they name one of {@link #files}. */
    List<String> take(List<String> jvmArgs) {
        return jvmArgs.stream().map(this::take).toList();
    }

    /** What must be shipped beside the classpath; position N is {@code ${verdigrid.file.N}}. */
    List<Path> files() {
        return files;
    }

    private String take(String arg) {
        for (String option : AGENTS) {
            if (arg.startsWith(option)) {
                int equals = arg.indexOf('=');
                int end = equals < 0 ? arg.length() : equals;
                return option + file(arg.substring(option.length(), end), arg, true) + arg.substring(end);
            }
        }
        for (String option : BOOT) {
            if (arg.startsWith(option)) {
                List<String> parts = new ArrayList<>();
                for (String part : arg.substring(option.length()).split(File.pathSeparator, -1)) {
                    parts.add(file(part, arg, false));
                }
                return option + String.join(File.pathSeparator, parts);
            }
        }
        return arg;
    }

    private String file(String text, String arg, boolean mustExist) {
        if (text.isEmpty() || text.contains("${verdigrid.")) {
            return text;
        }
        Path file;
        try {
            file = startsIn.resolve(text).normalize();
        } catch (InvalidPathException e) {
            problems.add("not a path: '" + text + "' in the JVM argument " + arg);
            return text;
        }
        if (!Files.exists(file)) {
            if (mustExist) {
                problems.add("file does not exist: " + file + ", named by the JVM argument " + arg);
            }
            return text;
        }
        if (shippedAlready.test(file)) {
            return text;
        }
        if (!Files.isRegularFile(file)) {
            problems.add("only files can be shipped: " + file + ", named by the JVM argument " + arg);
            return text;
        }
        int position = files.indexOf(file);
        if (position < 0) {
            position = files.size();
            files.add(file);
        }
        return "${verdigrid.file." + position + "}";
    }
}
