package io.verdigrid.deployer.target;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A program that was run to its end.
 *
 * @param status its exit status
 * @param output both streams, at most 64 KiB
 */
public record ProcessRun(int status, String output) {
    private static final int MOST = 64 << 10;

    /** A program did not end in time, and was killed with its children. */
    public static final class TooLong extends Exception {
        private static final long serialVersionUID = 1;

        TooLong(Duration patience) {
            super("did not end within " + patience.toSeconds() + " s", null, false, false);
        }
    }

    /** Runs it; {@code folder} empty: in this process's. An IOException where it cannot be started. */
    public static ProcessRun of(
            List<String> command,
            Optional<Path> folder,
            Map<String, String> environment,
            String input,
            Duration patience)
            throws IOException, InterruptedException, TooLong {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        folder.ifPresent(path -> builder.directory(path.toFile()));
        builder.environment().putAll(environment);
        Process process = builder.start();
        StringBuilder output = new StringBuilder();
        Thread reader = new Thread(() -> read(process.getInputStream(), output), "verdigrid-output");
        reader.setDaemon(true);
        reader.start();
        try {
            try (var in = process.getOutputStream()) {
                in.write(input.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                // It ended without reading; its status says why.
                if (process.isAlive()) {
                    process.waitFor(1, TimeUnit.SECONDS);
                }
            }
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new TooLong(patience);
            }
            // A child that it left in the background may keep the pipe open.
            reader.join(500);
            synchronized (output) {
                return new ProcessRun(process.exitValue(), output.toString());
            }
        } finally {
            if (process.isAlive()) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        }
    }

    private static void read(InputStream in, StringBuilder output) {
        byte[] buffer = new byte[4096];
        try (in) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                synchronized (output) {
                    if (output.length() < MOST) {
                        output.append(new String(buffer, 0, n, StandardCharsets.UTF_8));
                    }
                }
            }
        } catch (IOException ended) {
            // Killed: what came is all there is.
            synchronized (output) {
                output.append("");
            }
        }
    }

    /** The last line that says something, for people. */
    public String lastLine() {
        String last = "";
        for (String line : output.split("\n", -1)) {
            last = line.isBlank() ? last : line.strip();
        }
        return last.length() > 300 ? last.substring(0, 300) : last;
    }

    /** The exit status and the last line. */
    public String why() {
        return "status " + status + (lastLine().isEmpty() ? "" : ": " + lastLine());
    }
}
