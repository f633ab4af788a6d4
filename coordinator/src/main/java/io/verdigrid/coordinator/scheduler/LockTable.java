package io.verdigrid.coordinator.scheduler;

import io.verdigrid.coordinator.model.ResourceLock;
import io.verdigrid.coordinator.scheduler.policy.GridResources;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which lease holds which resource of the grid. A lease that its worker has not given back itself may still run there: its
 * locks are held on for a while, and so is what its build wants to run alone.
 */
final class LockTable {
    /** Of a worker that is silent, milliseconds; it may be cut off, and at work. */
    private static final long LOST_MS = 60_000;

    /** Of a lease that was revoked, milliseconds: its runner is killed in less. */
    private static final long REVOKED_MS = 5_000;

    final GridResources resources;

    final LockWaiters waiters;

    private final Map<Long, List<ResourceLock>> byLease = new LinkedHashMap<>();
    private final Map<String, Holders> byKey = new LinkedHashMap<>();
    private final Map<Long, Doubt> doubts = new LinkedHashMap<>();
    private long nowMs;
    private long openAtMs;
    private long changes;

    /** Since all that could be granted was. */
    private boolean freed;

    /** When the first of the doubts is over. */
    private long earliestMs = Long.MAX_VALUE;

    private record Doubt(String worker, String build, long untilMs) {}

    /** Of one key. */
    private static final class Holders {
        final Map<Long, ResourceLock> byLease = new LinkedHashMap<>();
        int exclusive;

        void put(long leaseId, ResourceLock lock) {
            if (byLease.putIfAbsent(leaseId, lock) == null) {
                exclusive += lock.shared() ? 0 : 1;
            }
        }

        void remove(long leaseId) {
            ResourceLock lock = byLease.remove(leaseId);
            exclusive -= lock == null || lock.shared() ? 0 : 1;
        }
    }

    LockTable(GridResources resources) {
        this.resources = resources;
        this.waiters = new LockWaiters(resources);
    }

    /** What is held on for long enough is free. */
    void begin(long atMs) {
        changes += nowMs < openAtMs && atMs >= openAtMs ? 1 : 0;
        nowMs = atMs;
        if (nowMs >= earliestMs) {
            List<Long> over = new ArrayList<>();
            earliestMs = Long.MAX_VALUE;
            doubts.forEach((leaseId, doubt) -> {
                if (doubt.untilMs() <= nowMs) {
                    over.add(leaseId);
                } else {
                    earliestMs = Math.min(earliestMs, doubt.untilMs());
                }
            });
            over.forEach(this::free);
        }
    }

    /** Workers may say until then what they held before a restart. */
    void closeUntil(long atMs) {
        openAtMs = Math.max(openAtMs, atMs);
    }

    /** Grows whenever other locks may be free than before. */
    long changes() {
        return changes;
    }

    /** It may have its locks now; one that may not because others hold them waits for them from now on. */
    boolean admits(Work work) {
        if (work.locks().isEmpty()) {
            return true;
        }
        if (nowMs < openAtMs) {
            return false;
        }
        if (!areFree(work.locks())) {
            waiters.refused(work);
            return false;
        }
        return !waiters.isBehind(work);
    }

    /** Its place in the queue is no longer its own. */
    void leftQueue(Work work) {
        changes += waiters.leave(work) ? 1 : 0;
    }

    /** All that could be granted was; true: locks for which nothing waits that could run now may go to others. */
    boolean passOn() {
        boolean some = freed && waiters.sleep(work -> areFree(work.locks()));
        freed = some;
        changes += some ? 1 : 0;
        return some;
    }

    private boolean areFree(List<ResourceLock> locks) {
        for (ResourceLock lock : locks) {
            Holders holders = byKey.get(lock.key());
            if (holders != null && !resources.admits(lock, holders.byLease.size(), holders.exclusive)) {
                return false;
            }
        }
        return true;
    }

    Collection<ResourceLock> holders(String key) {
        Holders holders = byKey.get(key);
        return holders == null ? List.of() : holders.byLease.values();
    }

    Set<String> keys() {
        return byKey.keySet();
    }

    /** The lease has them from now on, whoever else does. */
    void take(long leaseId, List<ResourceLock> locks) {
        doubts.remove(leaseId);
        if (!locks.isEmpty()) {
            changes++;
            byLease.put(leaseId, locks);
            locks.forEach(lock ->
                    byKey.computeIfAbsent(lock.key(), key -> new Holders()).put(leaseId, lock));
        }
    }

    List<ResourceLock> of(long leaseId) {
        return byLease.getOrDefault(leaseId, List.of());
    }

    /** The scheduler took the lease back, but its worker may go on with it: for long if it cannot be told. */
    void doubt(Lease lease) {
        WorkerState worker = lease.slot.worker;
        Doubt before = doubts.get(lease.id);
        long untilMs = nowMs + (worker.isConnected() ? REVOKED_MS : LOST_MS);
        if (before == null || before.untilMs() < untilMs) {
            doubt(lease.id, new Doubt(worker.id, lease.work.build().id, untilMs));
        }
    }

    private void doubt(long leaseId, Doubt doubt) {
        doubts.put(leaseId, doubt);
        earliestMs = Math.min(earliestMs, doubt.untilMs());
    }

    /** No worker may still run something of this build that was taken from it. */
    boolean isQuiet(BuildState build) {
        if (nowMs < openAtMs) {
            return false;
        }
        for (Doubt doubt : doubts.values()) {
            if (doubt.build().equals(build.id)) {
                return false;
            }
        }
        return true;
    }

    /** The lease is no longer current. */
    void released(long leaseId) {
        if (!doubts.containsKey(leaseId)) {
            free(leaseId);
        }
    }

    /** The worker says that the lease has ended. */
    void ended(String worker, long leaseId) {
        Doubt doubt = doubts.get(leaseId);
        if (doubt != null && doubt.worker().equals(worker)) {
            free(leaseId);
        }
    }

    /** The worker says what it holds: of the rest it holds nothing, and what it is not to keep ends soon. */
    void said(String worker, Set<Long> held) {
        for (Long leaseId : List.copyOf(doubts.keySet())) {
            Doubt doubt = doubts.get(leaseId);
            if (doubt != null && doubt.worker().equals(worker)) {
                if (held.contains(leaseId)) {
                    doubt(leaseId, new Doubt(worker, doubt.build(), nowMs + REVOKED_MS));
                } else {
                    free(leaseId);
                }
            }
        }
    }

    private void free(long leaseId) {
        changes += doubts.remove(leaseId) == null ? 0 : 1;
        List<ResourceLock> locks = byLease.remove(leaseId);
        if (locks != null) {
            changes++;
            freed = true;
            for (ResourceLock lock : locks) {
                Holders holders = byKey.get(lock.key());
                if (holders != null) {
                    holders.remove(leaseId);
                    if (holders.byLease.isEmpty()) {
                        byKey.remove(lock.key());
                    }
                }
            }
        }
    }
}
