package io.verdigrid.cli.run;

import io.verdigrid.cli.console.Clip;
import io.verdigrid.cli.console.Console;
import io.verdigrid.protocol.TimeSource;
import io.verdigrid.protocol.build.v1.Build;
import io.verdigrid.protocol.build.v1.Progress;
import io.verdigrid.protocol.build.v1.TestResult;
import java.time.Duration;

/**
 * One line on a terminal, drawn again at most five times a second; failures move up above it.
 *
 * <p>Thread-safe: ctrl-c's thread may clear it.
 */
public final class LiveProgress implements BuildListener {
    private static final Duration BETWEEN = Duration.ofMillis(200);
    private static final String CLEAR = "\r\u001b[K";

    private final Console console;
    private final TimeSource time;
    private final ResultLines lines;
    private Progress newest = Progress.getDefaultInstance();
    private String shown = "";
    private long drawnAt;
    private boolean drawn;
    private boolean over;

    /** Draws on this console, which is a terminal. */
    public LiveProgress(Console console, TimeSource time) {
        this.console = console;
        this.time = time;
        this.lines = new ResultLines(console.paint());
    }

    @Override
    public synchronized void preparing(String text) {
        show(Clip.end(text, console.columns().getAsInt() - 1));
    }

    @Override
    public synchronized void submitted(Build build) {
        above("Build " + build.getId() + " of suite " + build.getSpec().getSuite());
    }

    @Override
    public synchronized void progress(Progress progress) {
        newest = progress;
        if (!drawn || time.nanos() - drawnAt >= BETWEEN.toNanos()) {
            draw();
        }
    }

    @Override
    public synchronized void result(TestResult result) {
        lines.of(result).forEach(this::above);
    }

    @Override
    public synchronized void notice(String text) {
        above(console.paint().yellow("Note: ") + text);
    }

    @Override
    public synchronized void lost(String why) {
        above(console.paint().yellow("Connection lost: ") + why + "; trying again");
    }

    @Override
    public synchronized void back() {
        above("The coordinator answers again.");
    }

    @Override
    public synchronized void ended(Build build) {
        clear();
    }

    @Override
    public synchronized void interrupted() {
        clear();
    }

    /** Takes the line away for good; what comes later is dropped. */
    public synchronized void clear() {
        if (drawn) {
            write(CLEAR);
            drawn = false;
        }
        shown = "";
        over = true;
    }

    private void above(String line) {
        if (over) {
            return;
        }
        write((drawn ? CLEAR : "") + line + System.lineSeparator() + shown);
    }

    private void draw() {
        show(ProgressLine.live(newest, console.columns().getAsInt(), console.paint()));
    }

    private void show(String line) {
        if (over) {
            return;
        }
        if (!line.equals(shown)) {
            // The new text first, then what is left of the old one is erased: no flicker.
            write("\r" + line + "\u001b[K");
            shown = line;
        }
        drawn = true;
        drawnAt = time.nanos();
    }

    private void write(String text) {
        console.out().print(text);
        console.out().flush();
    }
}
