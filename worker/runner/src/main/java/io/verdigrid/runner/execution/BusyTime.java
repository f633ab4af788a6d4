package io.verdigrid.runner.execution;

/** The time in which at least one test ran. Thread-safe. */
final class BusyTime {
    private int running;
    private long since;
    private long nanos;

    synchronized void enter(long now) {
        if (running++ == 0) {
            since = now;
        }
    }

    synchronized void leave(long now) {
        if (--running == 0) {
            nanos += now - since;
        }
    }

    /** Microseconds, without what is still running. */
    synchronized long microseconds() {
        return nanos / 1000;
    }
}
