package io.verdigrid.cli.fakes;

import io.verdigrid.protocol.TimeSource;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that moves when it is told to, and when somebody sleeps. */
public final class FakeTime implements TimeSource {
    private static final long START_MS = 1_767_225_600_000L;

    private final AtomicLong nanos = new AtomicLong();

    @Override
    public long epochMillis() {
        return START_MS + nanos.get() / 1_000_000;
    }

    @Override
    public long nanos() {
        return nanos.get();
    }

    @Override
    public void sleep(Duration duration) {
        advance(duration);
    }

    public void advance(Duration duration) {
        nanos.addAndGet(duration.toNanos());
    }
}
