package io.verdigrid.cli.console;

import io.verdigrid.protocol.TimeSource;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The process's own terminal, if it has one.
 *
 * <p>Not thread-safe but for {@link #columns}.
 */
public final class Terminal {
    private static final int USUAL_COLUMNS = 80;
    private static final Duration WIDTH_HOLDS = Duration.ofSeconds(5);

    private final Map<String, String> environment;
    private final TimeSource time;
    private int columns;
    private long askedAt;

    private Terminal(Map<String, String> environment, TimeSource time) {
        this.environment = environment;
        this.time = time;
    }

    /** The console of this process. */
    public static Console console(Map<String, String> environment, PrintStream out, PrintStream err, TimeSource time) {
        boolean terminal = isTerminal();
        String term = environment.getOrDefault("TERM", "");
        boolean redrawable = terminal && !term.equals("dumb");
        boolean colour = redrawable && environment.getOrDefault("NO_COLOR", "").isEmpty();
        return new Console(out, err, redrawable, colour, new Terminal(environment, time)::columns);
    }

    @SuppressWarnings("SystemConsoleNull")
    private static boolean isTerminal() {
        try {
            // System.console() also wants a terminal as standard input, and from JDK 22 on is never null.
            String stdout = Files.readSymbolicLink(Path.of("/proc/self/fd/1")).toString();
            return stdout.startsWith("/dev/pts/") || stdout.startsWith("/dev/tty") || stdout.equals("/dev/console");
        } catch (IOException | RuntimeException noProc) {
            return Runtime.version().feature() < 22 && System.console() != null;
        }
    }

    private synchronized int columns() {
        long now = time.nanos();
        if (columns == 0 || now - askedAt > WIDTH_HOLDS.toNanos()) {
            columns = ask();
            askedAt = now;
        }
        return columns;
    }

    private int ask() {
        String told = environment.getOrDefault("COLUMNS", "");
        if (told.matches("[1-9]\\d{1,3}")) {
            return Integer.parseInt(told);
        }
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(Path.of("/dev/tty").toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String[] size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
                    .trim()
                    .split(" ");
            stty.waitFor(1, TimeUnit.SECONDS);
            int found = size.length == 2 ? Integer.parseInt(size[1]) : 0;
            return found > 0 ? found : USUAL_COLUMNS;
        } catch (IOException | NumberFormatException noStty) {
            return USUAL_COLUMNS;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return USUAL_COLUMNS;
        }
    }
}
