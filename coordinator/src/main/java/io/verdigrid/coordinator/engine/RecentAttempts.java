package io.verdigrid.coordinator.engine;

import io.verdigrid.coordinator.store.RecordedAttempt;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The newest attempts of one build that somebody watches, so that a watcher who keeps up reads nothing from the disk.
 * Thread-safe.
 */
final class RecentAttempts {
    /** A watcher that is further behind reads the store. */
    static final int KEPT = 16_384;

    /** The attempt at position p stands at p modulo the length. */
    private final @Nullable RecordedAttempt[] ring = new RecordedAttempt[KEPT];

    private long first = 1;
    private long last;

    /** Adds attempts that were recorded behind one another; those before are forgotten if some between are missing. */
    synchronized void add(List<RecordedAttempt> attempts) {
        for (RecordedAttempt attempt : attempts) {
            if (attempt.position() != last + 1) {
                forget();
                first = attempt.position();
            }
            last = attempt.position();
            ring[(int) (last % KEPT)] = attempt;
        }
        first = Math.max(first, last - KEPT + 1);
    }

    /** Attempts were recorded that are not added here. */
    synchronized void forget() {
        Arrays.fill(ring, null);
        first = 1;
        last = 0;
    }

    /** Those behind this position, at most so many; empty: only the store knows. */
    synchronized Optional<List<RecordedAttempt>> after(long position, int limit) {
        if (last < first || position + 1 < first) {
            return Optional.empty();
        }
        List<RecordedAttempt> found = new ArrayList<>();
        for (long next = position + 1; next <= last && found.size() < limit; next++) {
            found.add(Objects.requireNonNull(ring[(int) (next % KEPT)]));
        }
        return Optional.of(found);
    }
}
