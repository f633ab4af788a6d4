package io.verdigrid.coordinator.engine;

import io.verdigrid.coordinator.store.RecordedAttempt;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The newest attempts of one build that somebody watches, so that a watcher who keeps up reads nothing from the disk.
 * Thread-safe.
 */
final class RecentAttempts {
    /** A watcher that is further behind reads the store. */
    static final int KEPT = 16_384;

    private final Deque<RecordedAttempt> newest = new ArrayDeque<>();

    /** Adds attempts that were recorded behind one another; those before are forgotten if some between are missing. */
    synchronized void add(List<RecordedAttempt> attempts) {
        if (!newest.isEmpty()
                && !attempts.isEmpty()
                && newest.getLast().position() + 1 != attempts.get(0).position()) {
            newest.clear();
        }
        newest.addAll(attempts);
        while (newest.size() > KEPT) {
            newest.removeFirst();
        }
    }

    /** Attempts were recorded that are not added here. */
    synchronized void forget() {
        newest.clear();
    }

    /** Those behind this position, at most so many; empty: only the store knows. */
    synchronized Optional<List<RecordedAttempt>> after(long position, int limit) {
        if (newest.isEmpty() || newest.getFirst().position() > position + 1) {
            return Optional.empty();
        }
        List<RecordedAttempt> found = new ArrayList<>();
        int skip =
                (int) Math.min(newest.size(), position + 1 - newest.getFirst().position());
        for (RecordedAttempt attempt : newest) {
            if (skip-- > 0) {
                continue;
            }
            if (found.size() == limit) {
                break;
            }
            found.add(attempt);
        }
        return Optional.of(found);
    }
}
