package io.verdigrid.runner;

import io.verdigrid.runner.platform.Platform;

/**
 * The end of the JVM that its worker asked for: the launcher session is closed and the shutdown hooks of the user run,
 * both together within five seconds. A JVM in the middle of a test ends at once.
 */
final class Farewell {
    private static final int LONGEST_MS = 5_000;

    private final Platform platform;
    private final ExitWatch watch;

    Farewell(Platform platform, ExitWatch watch) {
        this.platform = platform;
        this.watch = watch;
    }

    /** Does not return. */
    void say(boolean idle) {
        watch.expectExit();
        if (idle) {
            Thread last = new Thread(
                    () -> {
                        platform.close();
                        System.exit(0);
                    },
                    "verdigrid-farewell");
            last.setDaemon(true);
            last.start();
            try {
                // System.exit does not return, so this waits for the JVM's end or for the time to be up.
                last.join(LONGEST_MS);
            } catch (InterruptedException ignored) {
                // Then it ends a little earlier.
            }
        }
        Runtime.getRuntime().halt(0);
    }
}
