package io.verdigrid.cli.maven;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** One run of Maven: its lines are read as they come, and only those that people need after a failure are kept. */
public final class MavenRun {
    private static final int ERRORS_KEPT = 40;
    private static final int TAIL_KEPT = 15;

    private final Consumer<String> lines;
    private final List<String> errors = new ArrayList<>();
    private final Deque<String> tail = new ArrayDeque<>();

    private MavenRun(Consumer<String> lines) {
        this.lines = lines;
    }

    /**
     * Runs Maven in a folder to its end; an interrupt kills it with its children.
     *
     * @param lines told each line of its output, on another thread
     * @throws MavenProblem that starts with {@code failure} where Maven fails, and goes on with Maven's own errors
     */
    public static void of(
            MavenCommand maven, Path folder, List<String> arguments, Consumer<String> lines, String failure)
            throws MavenProblem, InterruptedException {
        List<String> command = new ArrayList<>(List.of(maven.program().toString(), "-B"));
        command.addAll(maven.arguments());
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(maven.environment());
        // Set by a Maven wrapper that may have started us, for another project.
        builder.environment().remove("MAVEN_PROJECTBASEDIR");
        MavenRun run = new MavenRun(lines);
        Process process;
        try {
            process = builder.start();
            process.getOutputStream().close();
        } catch (IOException e) {
            throw new MavenProblem(List.of("Maven cannot be executed: " + e.getMessage()));
        }
        if (run.await(process) != 0) {
            throw new MavenProblem(run.told(failure));
        }
    }

    private int await(Process process) throws InterruptedException {
        Thread reader = new Thread(() -> read(process), "verdigrid-maven-output");
        reader.setDaemon(true);
        reader.start();
        try {
            int status = process.waitFor();
            reader.join();
            return status;
        } catch (InterruptedException e) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw e;
        }
    }

    private void read(Process process) {
        try (BufferedReader in = process.inputReader(Charset.defaultCharset())) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                take(line);
            }
        } catch (IOException | UncheckedIOException e) {
            // The process is gone; its status says the rest.
        }
    }

    private synchronized void take(String line) {
        String error = line.stripTrailing();
        // The compiler's errors come twice: when they are found, and when Maven gives up.
        if (error.startsWith("[ERROR]")
                && errors.size() < ERRORS_KEPT
                && tellsSomething(error)
                && !errors.contains(error)) {
            errors.add(error);
        }
        if (!line.isBlank()) {
            tail.addLast(line);
            if (tail.size() > TAIL_KEPT) {
                tail.removeFirst();
            }
        }
        lines.accept(line);
    }

    private static boolean tellsSomething(String line) {
        return !line.equals("[ERROR]")
                && !line.startsWith("[ERROR] -> [Help")
                && !line.startsWith("[ERROR] [Help")
                && !line.startsWith("[ERROR] Re-run Maven")
                && !line.startsWith("[ERROR] To see the full stack trace")
                && !line.startsWith("[ERROR] For more information")
                && !line.startsWith("[ERROR] After correcting the problems")
                && !line.startsWith("[ERROR]   mvn <args>");
    }

    private synchronized List<String> told(String failure) {
        List<String> told = new ArrayList<>(List.of(failure));
        told.addAll(errors.isEmpty() ? tail : errors);
        return told;
    }
}
