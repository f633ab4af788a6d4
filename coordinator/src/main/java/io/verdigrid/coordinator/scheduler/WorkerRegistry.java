package io.verdigrid.coordinator.scheduler;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All workers heard of; lost ones are forgotten after a while. */
final class WorkerRegistry {
    private static final long FORGET_LOST_MS = 600_000;

    private final TreeMap<String, WorkerState> byId = new TreeMap<>();

    /** Those not lost, the longest silent first. */
    private final LinkedHashMap<String, WorkerState> bySilence = new LinkedHashMap<>();

    private final LinkedHashMap<String, WorkerState> lost = new LinkedHashMap<>();
    private int connected;

    @Nullable
    WorkerState get(String workerId) {
        return byId.get(workerId);
    }

    WorkerState getOrAdd(String workerId) {
        return byId.computeIfAbsent(workerId, WorkerState::new);
    }

    /** In the order of their ids. */
    Collection<WorkerState> all() {
        return byId.values();
    }

    int connected() {
        return connected;
    }

    Map<WorkerStatus.State, Integer> byState() {
        Map<WorkerStatus.State, Integer> counts = new EnumMap<>(WorkerStatus.State.class);
        for (WorkerState worker : byId.values()) {
            counts.merge(worker.state(), 1, Integer::sum);
        }
        return counts;
    }

    void heard(WorkerState worker, long nowMs) {
        worker.heard(nowMs);
        bySilence.remove(worker.id);
        bySilence.put(worker.id, worker);
    }

    void become(WorkerState worker, WorkerStatus.State state) {
        connected -= worker.isConnected() ? 1 : 0;
        worker.become(state);
        connected += worker.isConnected() ? 1 : 0;
        if (state == WorkerStatus.State.LOST) {
            bySilence.remove(worker.id);
            lost.put(worker.id, worker);
        } else {
            lost.remove(worker.id);
        }
    }

    /** The worker that has been silent for longest, if that is too long. */
    @Nullable
    WorkerState silentSince(long beforeMs) {
        if (bySilence.isEmpty()) {
            return null;
        }
        WorkerState oldest = bySilence.values().iterator().next();
        return oldest.heardMs() <= beforeMs ? oldest : null;
    }

    /** Forgets who has been lost for ten minutes. */
    void forget(long nowMs) {
        Iterator<WorkerState> oldest = lost.values().iterator();
        while (oldest.hasNext()) {
            WorkerState worker = oldest.next();
            if (worker.heardMs() > nowMs - FORGET_LOST_MS) {
                return;
            }
            oldest.remove();
            byId.remove(worker.id);
        }
    }
}
