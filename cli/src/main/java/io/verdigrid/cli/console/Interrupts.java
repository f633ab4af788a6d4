package io.verdigrid.cli.console;

import java.util.concurrent.CountDownLatch;

/**
 * Tells of ctrl-c and of the signals that end a process.
 *
 * <p>Thread-safe.
 */
public interface Interrupts {
    /** Runs this, in a thread of its own, when the process is told to end; its end waits for the action's. */
    Registration onInterrupt(Runnable action);

    /** An action that waits for an interrupt. */
    interface Registration {
        /** The action is not run any more. */
        void withdraw();
    }

    /** For the end of an action: the process does not end before the latch is open. */
    static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Those of this process, by shutdown hooks. */
    static Interrupts ofProcess() {
        return action -> {
            Thread hook = new Thread(action, "interrupted");
            Runtime.getRuntime().addShutdownHook(hook);
            return () -> {
                try {
                    Runtime.getRuntime().removeShutdownHook(hook);
                } catch (IllegalStateException endingAlready) {
                    // The hook runs or has run: nothing to take back.
                }
            };
        };
    }
}
