package io.verdigrid.coordinator.engine;

import io.verdigrid.coordinator.model.BuildSpec;
import io.verdigrid.coordinator.scheduler.BuildProgress;
import io.verdigrid.coordinator.scheduler.BusySlot;
import io.verdigrid.coordinator.scheduler.SchedulerLoad;
import java.util.List;

/**
 * What goes on in the grid now.
 *
 * @param builds open ones, in the order of their submission
 * @param buildsEnded since the engine's start
 * @param nowMs milliseconds since 1970
 */
public record GridView(
        List<OpenBuild> builds,
        List<WorkerView> workers,
        List<BusySlot> busy,
        SchedulerLoad load,
        long buildsEnded,
        long nowMs) {
    /** Copies its lists. */
    public GridView {
        builds = List.copyOf(builds);
        workers = List.copyOf(workers);
        busy = List.copyOf(busy);
    }

    /** An open build, and how far it is. */
    public record OpenBuild(String buildId, BuildSpec spec, long submittedAtMs, BuildProgress progress) {}
}
