package io.verdigrid.cli;

import io.verdigrid.cli.console.Interrupts;
import java.util.concurrent.CountDownLatch;

/** A command that stays until it is told to end. */
final class Daemon {
    private Daemon() {}

    /** Waits for ctrl-c or SIGTERM; what {@code end} does is done before the process goes. */
    static void stay(Surroundings surroundings, Runnable end) throws InterruptedException {
        CountDownLatch over = new CountDownLatch(1);
        Interrupts.Registration registration = surroundings.interrupts().onInterrupt(() -> {
            end.run();
            over.countDown();
        });
        try {
            over.await();
        } finally {
            registration.withdraw();
        }
    }

    /** A line for whoever started it. */
    static void say(Surroundings surroundings, String line) {
        surroundings.console().out().println(line);
        surroundings.console().out().flush();
    }
}
