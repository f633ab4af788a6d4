package io.verdigrid.worker.sync;

import java.time.Duration;
import java.util.Random;

/** How long to wait before the next try: from 0.2 s up to 5 s, with jitter, so that workers don't come in step. */
final class Backoff {
    private static final long FIRST_MS = 200;
    private static final long LAST_MS = 5000;

    private final Random random = new Random();
    private long ms = FIRST_MS;

    void reset() {
        ms = FIRST_MS;
    }

    Duration next() {
        long base = ms;
        ms = Math.min(LAST_MS, ms * 2);
        return Duration.ofMillis(base / 2 + random.nextLong(base / 2 + 1));
    }
}
