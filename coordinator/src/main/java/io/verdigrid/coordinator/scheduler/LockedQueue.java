package io.verdigrid.coordinator.scheduler;

import io.verdigrid.coordinator.model.ResourceLock;
import io.verdigrid.coordinator.scheduler.policy.Pace;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Units in their first attempt that lock resources, or want to be alone, by what they need. Of each kind only the first is
 * looked at, and the kind of which most work waits goes first: it is run one after the other, so it is the longest chain.
 */
final class LockedQueue {
    private final Map<String, Kind> kinds = new HashMap<>();

    /** The same, the longest chain first. */
    private final TreeSet<Kind> chains =
            new TreeSet<>(Comparator.comparingLong(Kind::ms).reversed().thenComparing(kind -> kind.name));

    private int size;
    private long knownMs;
    private long guessedMs;

    /** When nothing could be run, and since when nothing has changed. */
    private long stuckAt = -1;

    private static final class Kind {
        final String name;
        final TreeSet<Work> works = new TreeSet<>(Work.ORDER);
        private long ms;

        Kind(String name) {
            this.name = name;
        }

        long ms() {
            return ms;
        }
    }

    private static String kind(Work work) {
        return work.isIsolated() ? "" : work.locks().toString();
    }

    boolean add(Work work) {
        Kind kind = kinds.computeIfAbsent(kind(work), Kind::new);
        if (!kind.works.add(work)) {
            return false;
        }
        count(kind, work, 1);
        return true;
    }

    boolean remove(Work work) {
        Kind kind = kinds.get(kind(work));
        if (kind == null || !kind.works.remove(work)) {
            return false;
        }
        count(kind, work, -1);
        return true;
    }

    private void count(Kind kind, Work work, int sign) {
        stuckAt = -1;
        chains.remove(kind);
        kind.ms += sign * work.estimateMs();
        if (kind.works.isEmpty()) {
            kinds.remove(kind.name);
        } else {
            chains.add(kind);
        }
        size += sign;
        knownMs += work.fromHistory() ? sign * work.estimateMs() : 0;
        guessedMs += work.fromHistory() ? 0 : sign * work.estimateMs();
    }

    boolean contains(Work work) {
        Kind kind = kinds.get(kind(work));
        return kind != null && kind.works.contains(work);
    }

    int size() {
        return size;
    }

    /**
     * The first that may run now and is not longer, wherever. What waits for a resource keeps others from it that could go before, so
     * that those who share one don't keep out for ever who needs it alone.
     */
    @Nullable
    Work first(long limitMs) {
        if (isStuck()) {
            return null;
        }
        Set<String> awaited = new HashSet<>();
        for (Kind chain : chains) {
            Work work = notLonger(chain, limitMs);
            if (work != null && !isAwaited(work, awaited) && work.build().admits(work)) {
                return work;
            }
            Work waits = chain.works.first();
            if (!waits.isIsolated()) {
                // What wants to be alone waits for the others, so they must not wait for it.
                waits.locks().forEach(lock -> awaited.add(lock.key()));
            }
        }
        if (limitMs == Long.MAX_VALUE && !chains.isEmpty()) {
            stuckAt = chains.first().works.first().build().changes();
        }
        return null;
    }

    /** Looked at for each idle slot, though what may run does not depend on the slot. */
    private boolean isStuck() {
        return size == 0 || chains.first().works.first().build().changes() == stuckAt;
    }

    boolean mayRun() {
        return first(Long.MAX_VALUE) != null;
    }

    private static @Nullable Work notLonger(Kind chain, long limitMs) {
        for (Work work : chain.works) {
            if (work.estimateMs() <= limitMs) {
                return work;
            }
        }
        return null;
    }

    private static boolean isAwaited(Work work, Set<String> keys) {
        for (ResourceLock lock : work.locks()) {
            if (keys.contains(lock.key())) {
                return true;
            }
        }
        return false;
    }

    /** Estimated milliseconds of all of it, at the build's pace. */
    long estimateMs(Pace known, Pace guessed) {
        return known.scaled(knownMs) + guessed.scaled(guessedMs);
    }

    /** Slots that could work on it at the same time: one for each kind, more where two of a kind may run. */
    int slotsUsable(long batchMs) {
        int slots = 0;
        for (Kind kind : chains) {
            Work first = kind.works.first();
            boolean many = !first.isIsolated() && first.build().locks.resources.admitsTwo(first.locks());
            slots += many ? (int) Math.min(kind.works.size(), 1 + kind.ms / batchMs) : 1;
        }
        return slots;
    }
}
