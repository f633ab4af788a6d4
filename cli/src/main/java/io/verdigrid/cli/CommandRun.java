package io.verdigrid.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * A program that ran to its end.
 *
 * @param end the last lines of what it wrote
 */
record CommandRun(int status, String end) {
    private static final int LINES_KEPT = 15;

    /** Runs it in a folder; an interrupt kills it with its children. */
    static CommandRun of(Path folder, List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        Deque<String> end = new ArrayDeque<>();
        Thread reader = new Thread(() -> read(process, end), "command-output");
        reader.setDaemon(true);
        reader.start();
        try {
            int status = process.waitFor();
            reader.join();
            return new CommandRun(status, String.join("\n", end));
        } catch (InterruptedException e) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw e;
        }
    }

    private static void read(Process process, Deque<String> end) {
        try (BufferedReader in = process.inputReader(Charset.defaultCharset())) {
            in.lines().filter(line -> !line.isBlank()).forEach(line -> {
                end.addLast(line);
                if (end.size() > LINES_KEPT) {
                    end.removeFirst();
                }
            });
        } catch (IOException | UncheckedIOException e) {
            // The process is gone; its status says the rest.
        }
    }
}
