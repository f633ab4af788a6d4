package io.verdigrid.deployer.metric;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs a command line by {@code sh -c}, for so long and no longer.
 *
 * <p>Thread-safe. What it writes to standard output is kept up to {@value #MOST_OUTPUT} bytes, the rest is read and dropped;
 * past its time it is killed with its children.
 */
final class ShellCommand {
    private static final int MOST_OUTPUT = 65_536;

    private final HostTemplate line;
    private final Duration timeout;

    /**
     * How a command ended.
     *
     * @param status its exit status
     * @param output what it wrote
     */
    record Ended(int status, String output) {}

    ShellCommand(String line, Duration timeout) {
        this.line = new HostTemplate(line);
        this.timeout = timeout;
    }

    Ended run(String host) throws ProbeFailure, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder("sh", "-c", line.of(host))
                    .redirectErrorStream(false)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .start();
        } catch (IOException e) {
            throw new ProbeFailure("cannot be started: " + e.getMessage());
        }
        try {
            FutureTask<String> output = new FutureTask<>(() -> read(process.getInputStream()));
            Thread reader = new Thread(output, "output of a probe");
            reader.setDaemon(true);
            reader.start();
            if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new ProbeFailure("took longer than " + timeout.toMillis() + " ms, and was killed");
            }
            // A child that outlives it may hold its output open.
            return new Ended(process.exitValue(), output.get(1, TimeUnit.SECONDS));
        } catch (ExecutionException | TimeoutException e) {
            throw new ProbeFailure("its output could not be read to its end");
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static String read(InputStream in) throws IOException {
        byte[] kept = in.readNBytes(MOST_OUTPUT);
        in.transferTo(OutputStream.nullOutputStream());
        return new String(kept, StandardCharsets.UTF_8);
    }
}
