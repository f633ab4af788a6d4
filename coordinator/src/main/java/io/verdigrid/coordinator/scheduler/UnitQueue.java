package io.verdigrid.coordinator.scheduler;

import io.verdigrid.coordinator.scheduler.policy.Pace;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What waits for a slot in one module, in the order of {@link Work#ORDER}. */
final class UnitQueue {
    /** Discoveries and retests: few, and the latter are choosy about their slot. */
    private final TreeSet<Work> urgent = new TreeSet<>(Work.ORDER);

    private final TreeSet<Work> fresh = new TreeSet<>(Work.ORDER);
    private long knownMs;
    private long guessedMs;

    void add(Work work) {
        if (!setOf(work).add(work)) {
            throw new IllegalStateException("queued twice: " + work.unitId);
        }
        count(work, 1);
    }

    void remove(Work work) {
        if (!setOf(work).remove(work)) {
            throw new IllegalStateException("not queued: " + work.unitId);
        }
        count(work, -1);
    }

    /** The first that may run in this slot. */
    @Nullable
    Work firstFor(SlotState slot) {
        for (Work work : urgent) {
            if (work.allows(slot)) {
                return work;
            }
        }
        return firstFresh();
    }

    /** The first unit in its first attempt. */
    @Nullable
    Work firstFresh() {
        return fresh.isEmpty() ? null : fresh.first();
    }

    boolean isEmpty() {
        return urgent.isEmpty() && fresh.isEmpty();
    }

    int size() {
        return urgent.size() + fresh.size();
    }

    boolean contains(Work work) {
        return setOf(work).contains(work);
    }

    /** Estimated milliseconds of all that waits, at the build's pace. */
    long estimateMs(Pace known, Pace guessed) {
        return known.scaled(knownMs) + guessed.scaled(guessedMs);
    }

    /** Tests that wait for a retest. */
    int retestsDue() {
        int tests = 0;
        for (Work work : urgent) {
            tests += work instanceof UnitState unit ? unit.dueCount() : 0;
        }
        return tests;
    }

    private Set<Work> setOf(Work work) {
        return work.rank() == Work.RANK_FRESH ? fresh : urgent;
    }

    private void count(Work work, int sign) {
        if (work.fromHistory()) {
            knownMs += sign * work.estimateMs();
        } else {
            guessedMs += sign * work.estimateMs();
        }
    }
}
