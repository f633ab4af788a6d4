package io.verdigrid.coordinator.scheduler;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides which worker runs what: a pure function from events to decisions, for one coordinator.
 *
 * <p>Not thread-safe: one thread at a time. Times are milliseconds by the caller's clock, which must not go back. It throws
 * nothing for events that speak of builds, units, leases or workers that it does not know: such events change nothing.
 */
public final class Scheduler {
    /** A scheduler without builds or workers; leases carry {@code epoch} in their upper half. */
    public Scheduler(SchedulerConfig config, long epoch) {}

    /** Takes in what happened, and says what is to be done now, in this order. */
    public List<Decision> apply(SchedulerEvent event, long nowMs) {
        return List.of();
    }

    /** What goes on in an open build; empty for one that is not known or has ended. */
    public Optional<BuildProgress> progress(String buildId, long nowMs) {
        return Optional.empty();
    }

    /** All workers heard of, in the order of their ids, lost ones too for ten minutes. */
    public List<WorkerStatus> workers() {
        return List.of();
    }

    /** How busy the grid is. */
    public SchedulerLoad load() {
        return new SchedulerLoad(0, 0, 0, 0, 0, Map.of());
    }
}
