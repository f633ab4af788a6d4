package io.verdigrid.coordinator.retention;

import java.time.Duration;
import java.util.Optional;

/**
 * How long things are kept; empty: for ever.
 *
 * @param builds builds with their attempts, and blobs that nobody used since; a suite's newest stay
 * @param history sums of days, and what is known of tests that no longer run
 */
public record KeptFor(Optional<Duration> builds, Optional<Duration> history) {
    /** 30 and 400 days. */
    public static final KeptFor USUAL =
            new KeptFor(Optional.of(Duration.ofDays(30)), Optional.of(Duration.ofDays(400)));
}
