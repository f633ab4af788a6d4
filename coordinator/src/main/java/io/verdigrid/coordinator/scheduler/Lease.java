package io.verdigrid.coordinator.scheduler;

import java.util.Set;

/** The right to run a unit, or to discover a module, once. It is current as long as the {@link LeaseTable} has it. */
final class Lease {
    final long id;
    final Work work;
    final SlotState slot;
    final boolean freshRunner;

    /** Of its work when it was granted, as planned: not at the build's pace. */
    final long estimateMs;

    /** The tests it is for; empty: all of the unit. */
    private final Set<String> uniqueIds;

    private int newAttempts;
    private boolean revoked;

    Lease(long id, Work work, SlotState slot, boolean freshRunner, long estimateMs, Set<String> uniqueIds) {
        this.id = id;
        this.work = work;
        this.slot = slot;
        this.freshRunner = freshRunner;
        this.estimateMs = estimateMs;
        this.uniqueIds = uniqueIds;
    }

    boolean covers(String uniqueId) {
        return uniqueIds.isEmpty() || uniqueIds.contains(uniqueId);
    }

    void countAttempt() {
        newAttempts++;
    }

    boolean hasNewAttempts() {
        return newAttempts > 0;
    }

    void revoke() {
        revoked = true;
    }

    boolean isRevoked() {
        return revoked;
    }
}
