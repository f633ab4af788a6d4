package io.verdigrid.coordinator.scheduler;

import io.verdigrid.coordinator.model.ResourceLock;
import io.verdigrid.coordinator.scheduler.policy.GridResources;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which lease holds which resource of the grid. A lease that its worker has not given back itself may still run there: its
 * locks are held on for a while.
 */
final class LockTable {
    /** Of a worker that is silent, milliseconds; it may be cut off, and at work. */
    private static final long LOST_MS = 60_000;

    /** Of a lease that was revoked, milliseconds: its runner is killed in less. */
    private static final long REVOKED_MS = 5_000;

    final GridResources resources;

    final LockWaiters waiters;

    private final Map<Long, List<ResourceLock>> byLease = new LinkedHashMap<>();
    private final Map<String, Map<Long, ResourceLock>> byKey = new LinkedHashMap<>();
    private final Map<Long, Doubt> doubts = new LinkedHashMap<>();
    private long nowMs;
    private long openAtMs;
    private long changes;

    /** Since all that could be granted was. */
    private boolean freed;

    private record Doubt(String worker, long untilMs) {}

    LockTable(GridResources resources) {
        this.resources = resources;
        this.waiters = new LockWaiters(resources);
    }

    /** What is held on for long enough is free. */
    void begin(long atMs) {
        changes += nowMs < openAtMs && atMs >= openAtMs ? 1 : 0;
        nowMs = atMs;
        if (!doubts.isEmpty()) {
            List<Long> over = doubts.entrySet().stream()
                    .filter(doubt -> doubt.getValue().untilMs() <= nowMs)
                    .map(Map.Entry::getKey)
                    .toList();
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
            if (!resources.admits(lock, holders(lock.key()))) {
                return false;
            }
        }
        return true;
    }

    Collection<ResourceLock> holders(String key) {
        return byKey.getOrDefault(key, Map.of()).values();
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
            locks.forEach(lock -> byKey.computeIfAbsent(lock.key(), key -> new LinkedHashMap<>())
                    .put(leaseId, lock));
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
        if (byLease.containsKey(lease.id) && (before == null || before.untilMs() < untilMs)) {
            doubts.put(lease.id, new Doubt(worker.id, untilMs));
        }
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
                    doubts.put(leaseId, new Doubt(worker, nowMs + REVOKED_MS));
                } else {
                    free(leaseId);
                }
            }
        }
    }

    private void free(long leaseId) {
        doubts.remove(leaseId);
        List<ResourceLock> locks = byLease.remove(leaseId);
        if (locks != null) {
            changes++;
            freed = true;
            for (ResourceLock lock : locks) {
                Map<Long, ResourceLock> holders = byKey.get(lock.key());
                if (holders != null && holders.remove(leaseId) != null && holders.isEmpty()) {
                    byKey.remove(lock.key());
                }
            }
        }
    }
}
