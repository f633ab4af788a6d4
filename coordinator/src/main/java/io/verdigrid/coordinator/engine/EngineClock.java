package io.verdigrid.coordinator.engine;

import io.verdigrid.protocol.TimeSource;

/**
 * Milliseconds since 1970 that never go back: the machine's clock once, then its steady counter, so that setting the clock
 * loses no worker. Thread-safe.
 */
final class EngineClock {
    private final TimeSource time;
    private final long startMs;
    private final long startNanos;

    EngineClock(TimeSource time) {
        this.time = time;
        this.startMs = time.epochMillis();
        this.startNanos = time.nanos();
    }

    long nowMs() {
        return startMs + (time.nanos() - startNanos) / 1_000_000;
    }

    long nanos() {
        return time.nanos();
    }
}
