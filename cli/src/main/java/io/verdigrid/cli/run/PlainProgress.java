package io.verdigrid.cli.run;

import io.verdigrid.cli.console.Console;
import io.verdigrid.cli.console.HumanTime;
import io.verdigrid.protocol.TimeSource;
import io.verdigrid.protocol.build.v1.Build;
import io.verdigrid.protocol.build.v1.Progress;
import io.verdigrid.protocol.build.v1.TestResult;
import java.time.Duration;

/**
 * Whole lines for a log: one each five seconds while something moves, at each tenth of the tests, and for each failure.
 *
 * <p>Not thread-safe.
 */
public final class PlainProgress implements BuildListener {
    private static final Duration BETWEEN = Duration.ofSeconds(5);
    private static final int PERCENT_STEP = 10;

    private final Console console;
    private final TimeSource time;
    private final ResultLines lines;
    private final long start;
    private String said = "";
    private long saidAt;
    private int step;

    /** Writes to this console. */
    public PlainProgress(Console console, TimeSource time) {
        this.console = console;
        this.time = time;
        this.lines = new ResultLines(console.paint());
        this.start = time.nanos();
        this.saidAt = start;
    }

    @Override
    public void preparing(String text) {
        say(text);
    }

    @Override
    public void submitted(Build build) {
        say("build " + build.getId() + " of suite " + build.getSpec().getSuite());
    }

    @Override
    public void progress(Progress progress) {
        String line = ProgressLine.plain(progress);
        int reached = ProgressLine.percent(progress) / PERCENT_STEP;
        boolean due = time.nanos() - saidAt >= BETWEEN.toNanos();
        if ((due || reached > step) && !line.equals(said)) {
            step = reached;
            said = line;
            saidAt = time.nanos();
            say(line);
        }
    }

    @Override
    public void result(TestResult result) {
        lines.of(result).forEach(console.out()::println);
    }

    @Override
    public void notice(String text) {
        say("note: " + text);
    }

    @Override
    public void lost(String why) {
        say("connection lost: " + why + "; trying again");
    }

    @Override
    public void back() {
        say("the coordinator answers again");
    }

    private void say(String line) {
        long seconds = Duration.ofNanos(time.nanos() - start).toSeconds();
        console.out().println("[" + HumanTime.clock(seconds) + "] " + line);
        console.out().flush();
    }
}
