package io.verdigrid.coordinator.engine;

import io.verdigrid.protocol.TimeSource;
import java.time.Duration;

/** A clock that moves when a test moves it; who sleeps, sleeps until then. Thread-safe. */
public final class ManualTime implements TimeSource {
    private static final long START_MS = 1_790_000_000_000L;

    private long nanos;
    private int sleepers;

    @Override
    public synchronized long epochMillis() {
        return START_MS + nanos / 1_000_000;
    }

    @Override
    public synchronized long nanos() {
        return nanos;
    }

    @Override
    public synchronized void sleep(Duration duration) throws InterruptedException {
        long end = nanos + duration.toNanos();
        sleepers++;
        notifyAll();
        try {
            while (nanos < end) {
                wait();
            }
        } finally {
            sleepers--;
        }
    }

    /** Waits until somebody sleeps, who would miss it if time went on before. */
    public void awaitSleeper() throws InterruptedException {
        awaitSleepers(1);
    }

    /** Waits until so many sleep. */
    public synchronized void awaitSleepers(int count) throws InterruptedException {
        while (sleepers < count) {
            wait();
        }
    }

    /** Time goes on, and sleepers whose time has come wake. */
    public synchronized void advance(Duration duration) {
        nanos += duration.toNanos();
        notifyAll();
    }
}
