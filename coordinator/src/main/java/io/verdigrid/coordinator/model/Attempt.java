package io.verdigrid.coordinator.model;

import org.jspecify.annotations.Nullable;

/**
 * One execution of one test under a lease.
 *
 * @param number counts from 1; a retest has the next number, a repetition after a loss the same
 * @param startedAtMs milliseconds since 1970 by the worker's clock
 * @param durationUs microseconds
 * @param torn it ran apart from tests of its class that had run before in a runner that is gone
 * @param place in its runner's life; null: not known
 */
public record Attempt(
        int number,
        Outcome outcome,
        long startedAtMs,
        long durationUs,
        String worker,
        int slot,
        @Nullable Failure failure,
        @Nullable BlobRange stdout,
        @Nullable BlobRange stderr,
        boolean torn,
        @Nullable RunPlace place) {
    /** Of which nobody knows what ran before it. */
    public Attempt(
            int number,
            Outcome outcome,
            long startedAtMs,
            long durationUs,
            String worker,
            int slot,
            @Nullable Failure failure,
            @Nullable BlobRange stdout,
            @Nullable BlobRange stderr,
            boolean torn) {
        this(number, outcome, startedAtMs, durationUs, worker, slot, failure, stdout, stderr, torn, null);
    }

    /** The outcome that counts. */
    public Outcome counted() {
        return outcome.counted(torn);
    }
}
