package io.verdigrid.coordinator.scheduler;

import java.util.Set;

/** The right to run a unit, or to discover a module, once. It is current as long as the {@link LeaseTable} has it. */
final class Lease {
    final long id;
    final Work work;
    final SlotState slot;
    final boolean freshRunner;
    final Decision.Context context;

    /** Of its work when it was granted, as planned: not at the build's pace. */
    final long estimateMs;

    /** The tests it is for; empty: all of the unit. */
    private final Set<String> uniqueIds;

    private final boolean adopted;
    private final long progressBefore;
    private boolean revoked;

    Lease(long id, Work work, SlotState slot, boolean adopted, Set<String> uniqueIds) {
        this.id = id;
        this.work = work;
        this.slot = slot;
        this.freshRunner = work.needsFreshRunner();
        this.context = work.context();
        this.estimateMs = work.estimateMs();
        this.adopted = adopted;
        this.progressBefore = work.progress();
        this.uniqueIds = uniqueIds;
    }

    boolean covers(String uniqueId) {
        return uniqueIds.isEmpty() || uniqueIds.contains(uniqueId);
    }

    /**
     * Something new may be known of its work since it was granted, whoever reported it. Of an adopted lease, nobody knows
     * what was reported under it before.
     */
    boolean mayHaveProgressed() {
        return adopted || work.progress() > progressBefore;
    }

    void revoke() {
        revoked = true;
    }

    boolean isRevoked() {
        return revoked;
    }
}
