package io.verdigrid.coordinator.scheduler;

import io.verdigrid.coordinator.scheduler.policy.Pace;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What waits for a slot in one module, in the order of {@link Work#ORDER}. */
final class UnitQueue {
    /** Discoveries and retests: few, and the latter are choosy about their slot. */
    private final TreeSet<Work> urgent = new TreeSet<>(Work.ORDER);

    /** By estimate, the longest first. */
    private final TreeMap<Long, TreeSet<Work>> fresh = new TreeMap<>(Comparator.reverseOrder());

    /** Of those, the ones that may not run beside everything. */
    private final LockedQueue locked = new LockedQueue();

    private int freshSize;
    private long knownMs;
    private long guessedMs;

    void add(Work work) {
        boolean added = isLocked(work)
                ? locked.add(work)
                : isFresh(work)
                        ? fresh.computeIfAbsent(work.estimateMs(), ms -> new TreeSet<>(Work.ORDER))
                                .add(work)
                        : urgent.add(work);
        if (!added) {
            throw new IllegalStateException("queued twice: " + work.unitId);
        }
        count(work, 1);
    }

    void remove(Work work) {
        if (!(isLocked(work) ? locked.remove(work) : isFresh(work) ? removeFresh(work) : urgent.remove(work))) {
            throw new IllegalStateException("not queued: " + work.unitId);
        }
        count(work, -1);
    }

    private boolean removeFresh(Work work) {
        TreeSet<Work> alike = fresh.get(work.estimateMs());
        boolean removed = alike != null && alike.remove(work);
        if (alike != null && alike.isEmpty()) {
            fresh.remove(work.estimateMs());
        }
        return removed;
    }

    /** The first that may run in this slot; of fresh ones the longest that is not too long, if there is one. */
    @Nullable
    Work firstFor(SlotState slot, long limitMs) {
        for (Work work : urgent) {
            if (work.allows(slot)) {
                return work;
            }
        }
        Work fitting = locked.first(limitMs);
        fitting = fitting == null ? firstFresh(limitMs) : fitting;
        fitting = fitting == null ? locked.first(Long.MAX_VALUE) : fitting;
        return fitting == null ? firstFresh() : fitting;
    }

    /** The first unit in its first attempt that may run beside everything. */
    @Nullable
    Work firstFresh() {
        return fresh.isEmpty() ? null : fresh.firstEntry().getValue().first();
    }

    /** The first that is estimated to take no longer than this. */
    @Nullable
    Work firstFresh(long limitMs) {
        Map.Entry<Long, TreeSet<Work>> alike = fresh.ceilingEntry(limitMs);
        return alike == null ? null : alike.getValue().first();
    }

    /** Something may run now, somewhere. */
    boolean hasWork() {
        if (freshSize > 0 || locked.mayRun()) {
            return true;
        }
        for (Work work : urgent) {
            if (work.build().admits(work)) {
                return true;
            }
        }
        return false;
    }

    boolean isEmpty() {
        return size() == 0;
    }

    int size() {
        return urgent.size() + locked.size() + freshSize;
    }

    boolean contains(Work work) {
        if (isLocked(work)) {
            return locked.contains(work);
        }
        TreeSet<Work> alike = isFresh(work) ? fresh.get(work.estimateMs()) : urgent;
        return alike != null && alike.contains(work);
    }

    /** Estimated milliseconds of all that waits, at the build's pace. */
    long estimateMs(Pace known, Pace guessed) {
        return known.scaled(knownMs) + guessed.scaled(guessedMs);
    }

    /**
     * Slots that could work on what waits: one for each discovery and retest, for a long unit one for each part that it could
     * be run in, and for the short ones together as many as have a batch each.
     */
    int slotsUsable(Pace known, Pace guessed, long batchMs) {
        long restMs = estimateMs(known, guessed);
        for (Work work : urgent) {
            restMs -= paced(work, known, guessed);
        }
        restMs -= locked.estimateMs(known, guessed);
        int slots = urgent.size() + locked.slotsUsable(batchMs);
        int shorter = freshSize;
        for (TreeSet<Work> alike : fresh.values()) {
            for (Work work : alike) {
                long ms = paced(work, known, guessed);
                if (ms >= batchMs) {
                    slots += Math.min(parts(work), (int) Math.min(Integer.MAX_VALUE, ms / batchMs));
                    restMs -= ms;
                    shorter--;
                }
            }
            if (!alike.isEmpty() && alike.first().estimateMs() < shortest(batchMs, known, guessed)) {
                break;
            }
        }
        long batches = Math.max(1, (restMs + batchMs - 1) / batchMs);
        return slots + (int) Math.min(shorter, batches);
    }

    /** Nothing of a shorter estimate is a batch by itself, whichever its pace. */
    private static long shortest(long batchMs, Pace known, Pace guessed) {
        return (long) (batchMs / Math.max(known.factor(), guessed.factor()));
    }

    private static int parts(Work work) {
        UnitState unit = work.unit();
        return unit != null && unit.mayBeSplit() ? unit.dueIn(work).size() : 1;
    }

    private static long paced(Work work, Pace known, Pace guessed) {
        return (work.fromHistory() ? known : guessed).scaled(work.estimateMs());
    }

    /** Tests that wait for a retest. */
    int retestsDue() {
        int tests = 0;
        for (Work work : urgent) {
            tests += work instanceof UnitState unit ? unit.dueCount() : 0;
        }
        return tests;
    }

    private static boolean isLocked(Work work) {
        return isFresh(work) && work.mayHaveToWait();
    }

    private static boolean isFresh(Work work) {
        return work.rank() == Work.RANK_FRESH;
    }

    private void count(Work work, int sign) {
        freshSize += isFresh(work) && !isLocked(work) ? sign : 0;
        if (work.fromHistory()) {
            knownMs += sign * work.estimateMs();
        } else {
            guessedMs += sign * work.estimateMs();
        }
    }
}
