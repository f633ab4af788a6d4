package io.verdigrid.coordinator.scheduler;

import io.verdigrid.coordinator.model.ResourceLock;
import java.util.List;
import java.util.Set;

/** The second run of what a slow slot holds: whichever is first settles both. Never queued. */
final class CopyState extends Work {
    private final Work original;
    private final String slowWorker;
    private final long estimateMs;

    CopyState(Work original, String slowWorker, long estimateMs) {
        super(original.module, original.unitId);
        this.original = original;
        this.slowWorker = slowWorker;
        this.estimateMs = estimateMs;
    }

    @Override
    Work original() {
        return original;
    }

    @Override
    UnitState unit() {
        UnitState unit = original.unit();
        if (unit == null) {
            throw new IllegalStateException("a discovery has no copy");
        }
        return unit;
    }

    @Override
    void closed(Lease ended) {
        unit().closed(ended);
    }

    @Override
    boolean isOver() {
        return original.isOver();
    }

    @Override
    int rank() {
        return original.rank();
    }

    @Override
    int part() {
        return original.part();
    }

    @Override
    Set<String> covered() {
        return original.covered();
    }

    @Override
    long estimateMs() {
        return estimateMs;
    }

    @Override
    boolean fromHistory() {
        return original.fromHistory();
    }

    @Override
    int number() {
        return original.number();
    }

    @Override
    boolean needsFreshRunner() {
        return original.needsFreshRunner();
    }

    @Override
    long progress() {
        return original.progress();
    }

    @Override
    List<Decision.Leaf> leaves() {
        return original.leaves();
    }

    @Override
    List<ResourceLock> locks() {
        return original.locks();
    }

    @Override
    Decision.Context context() {
        return original.context();
    }

    @Override
    List<String> leftOut() {
        return original.leftOut();
    }

    @Override
    boolean allows(SlotState slot) {
        return !slot.worker.id.equals(slowWorker) && original.allows(slot);
    }
}
