package io.verdigrid.cli;

import io.verdigrid.cli.console.Console;
import io.verdigrid.cli.console.Problem;
import io.verdigrid.cli.grid.Grid;
import io.verdigrid.cli.run.BuildClient;
import io.verdigrid.cli.run.BuildListener;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What ctrl-c does to a build: cancels it, waits a bounded time for its end, ends an embedded grid with its runners, and says so.
 *
 * <p>Thread-safe: one thread runs the build, another is the interrupt's.
 */
final class Interruption implements Runnable {
    private static final Duration FOR_THE_CALL = Duration.ofSeconds(2);
    private static final Duration FOR_THE_END = Duration.ofSeconds(5);

    private final Console console;
    private final BuildListener listener;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean interrupted;
    private @Nullable Grid grid;
    private @Nullable BuildClient client;
    private String build = "";

    Interruption(Console console, BuildListener listener) {
        this.console = console;
        this.listener = listener;
    }

    /** From now on there is a grid to close. */
    synchronized void opened(Grid opened) {
        grid = opened;
    }

    /** From now on there is a build to cancel. */
    synchronized void submitted(BuildClient by, String id) {
        client = by;
        build = id;
    }

    /** The build is over; the interrupt need not wait for it. */
    void over() {
        ended.countDown();
    }

    boolean happened() {
        return interrupted;
    }

    @Override
    public void run() {
        interrupted = true;
        listener.interrupted();
        BuildClient by;
        Grid open;
        synchronized (this) {
            by = client;
            open = grid;
        }
        if (by != null) {
            say("Interrupted: cancelling build " + build + " ...");
            say(cancel(by));
        } else {
            say("Interrupted.");
        }
        if (open != null) {
            open.close();
        }
    }

    private String cancel(BuildClient by) {
        try {
            by.cancel(build, "interrupted by whoever started it", FOR_THE_CALL);
            if (ended.await(FOR_THE_END.toMillis(), TimeUnit.MILLISECONDS)) {
                return "Build " + build + " is cancelled and its runners are ended.";
            }
            return "Build " + build + " is cancelled; the grid has not yet said that its runners are ended.";
        } catch (Problem e) {
            if (ended.getCount() == 0) {
                // The end came before the answer, and whoever waited for it closed the connection.
                return "Build " + build + " is cancelled and its runners are ended.";
            }
            return "Could not cancel build " + build + ": " + e.getMessage();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "Build " + build + " is cancelled.";
        }
    }

    private void say(String line) {
        console.err().println(line);
        console.err().flush();
    }
}
