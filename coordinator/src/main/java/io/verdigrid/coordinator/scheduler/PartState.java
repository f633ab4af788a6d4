package io.verdigrid.coordinator.scheduler;

import io.verdigrid.coordinator.model.Isolation;
import io.verdigrid.coordinator.model.ResourceLock;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Some of the tests of a unit in its first round, queued and leased by themselves. They run apart from the others of their
 * class, so red is no evidence until the unit's next round ran them among them.
 */
final class PartState extends Work {
    private final UnitState unit;
    private final int number;
    private final Set<LeafState> tests = new LinkedHashSet<>();

    /** Of its tests, those that are due in the unit. */
    private final Set<LeafState> due = new LinkedHashSet<>();

    private long estimateMs;
    private long progress;

    PartState(UnitState unit, int number, Collection<LeafState> tests) {
        super(unit.module, unit.unitId);
        this.unit = unit;
        this.number = number;
        this.tests.addAll(tests);
        this.due.addAll(tests);
        this.estimateMs = unit.estimateMs(due);
    }

    boolean has(LeafState leaf) {
        return tests.contains(leaf);
    }

    /** Something is known of a test of it, or of one that a test of it registered. */
    void progressed() {
        progress++;
    }

    void done(LeafState leaf) {
        due.remove(leaf);
    }

    /** In the order of the plan. */
    Set<LeafState> due() {
        return due;
    }

    /** These tests leave it while it waits, and are another part from now on. */
    PartState carve(int partNumber, Collection<LeafState> leaving) {
        boolean waits = place() == Place.QUEUED;
        settle();
        tests.removeAll(leaving);
        due.removeAll(leaving);
        if (waits) {
            queue();
        }
        return new PartState(unit, partNumber, leaving);
    }

    @Override
    void queue() {
        estimateMs = unit.estimateMs(due);
        super.queue();
    }

    @Override
    UnitState unit() {
        return unit;
    }

    @Override
    void closed(Lease ended) {
        unit.closed(ended);
    }

    @Override
    boolean hasClosed(long leaseId) {
        return unit.hasClosed(leaseId);
    }

    @Override
    boolean isOver() {
        return due.isEmpty();
    }

    @Override
    int rank() {
        return RANK_FRESH;
    }

    @Override
    int part() {
        return number;
    }

    @Override
    Set<String> covered() {
        Set<String> ids = new LinkedHashSet<>();
        for (LeafState leaf : tests) {
            ids.add(leaf.uniqueId);
        }
        return ids;
    }

    @Override
    long estimateMs() {
        return estimateMs;
    }

    @Override
    boolean fromHistory() {
        return unit.fromHistory();
    }

    @Override
    int number() {
        return 1;
    }

    @Override
    boolean needsFreshRunner() {
        return build().settings.isolation() == Isolation.CLASS;
    }

    @Override
    long progress() {
        return progress;
    }

    @Override
    List<Decision.Leaf> leaves() {
        return unit.named(due);
    }

    @Override
    List<ResourceLock> locks() {
        return unit.locks();
    }

    @Override
    Decision.Context context() {
        return Decision.Context.TORN;
    }

    @Override
    boolean allows(SlotState slot) {
        return build().admits(this);
    }
}
