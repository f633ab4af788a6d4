package io.verdigrid.protocol;

import java.time.Duration;
import java.time.Instant;

/**
 * The only door to the clock and to waiting: everything that needs time takes one of these, so that a test can pass its own.
 *
 * <p>Thread-safe.
 */
public interface TimeSource {
    /** The machine's clock. */
    static TimeSource system() {
        return new SystemTimeSource();
    }

    /** Milliseconds since 1970; may jump when the machine's clock is set. */
    long epochMillis();

    /** Nanoseconds from an arbitrary start; never goes back. */
    long nanos();

    /** Waits, or returns early with an InterruptedException. */
    void sleep(Duration duration) throws InterruptedException;

    /** {@link #epochMillis()} as an instant. */
    default Instant instant() {
        return Instant.ofEpochMilli(epochMillis());
    }
}
