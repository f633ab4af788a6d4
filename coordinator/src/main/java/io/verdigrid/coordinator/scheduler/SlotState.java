package io.verdigrid.coordinator.scheduler;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A place on a worker for one runner, with the batch of leases that it works through. */
final class SlotState {
    /** The first slot of each worker before the second of any: work spreads over hosts. */
    static final Comparator<SlotState> ORDER =
            Comparator.<SlotState>comparingInt(slot -> slot.index).thenComparing(slot -> slot.worker.id);

    final WorkerState worker;
    final int index;

    private final Map<Long, Lease> batch = new LinkedHashMap<>();
    private @Nullable ModuleState runner;
    private long headSinceMs;

    SlotState(WorkerState worker, int index) {
        this.worker = worker;
        this.index = index;
    }

    boolean isIdle() {
        return batch.isEmpty();
    }

    int depth() {
        return batch.size();
    }

    /** In the order in which the worker runs them. */
    List<Lease> leases() {
        return new ArrayList<>(batch.values());
    }

    /** The lease that runs; those behind it wait. */
    @Nullable
    Lease head() {
        return batch.isEmpty() ? null : batch.values().iterator().next();
    }

    /** When the lease at the head came there. */
    long headSinceMs() {
        return headSinceMs;
    }

    void add(Lease lease, long nowMs) {
        if (batch.isEmpty()) {
            headSinceMs = nowMs;
        }
        batch.put(lease.id, lease);
    }

    void remove(Lease lease, long nowMs) {
        if (lease.equals(head())) {
            headSinceMs = nowMs;
        }
        batch.remove(lease.id);
    }

    /** The module that its warm runner serves; null: it has none. */
    @Nullable
    ModuleState runner() {
        return runner;
    }

    void serve(@Nullable ModuleState module) {
        runner = module;
    }

    /** Its runner serves an ended build no more. */
    void forget(BuildState build) {
        if (runner != null && runner.build.equals(build)) {
            runner = null;
        }
    }
}
