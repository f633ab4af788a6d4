package io.verdigrid.coordinator.scheduler;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * How busy the grid is.
 *
 * @param unitsQueued discoveries and units of all builds that wait for a slot
 * @param unitsRunning discoveries and units that a worker holds
 * @param slotsBusy slots of connected workers that hold a lease
 * @param slots of all connected workers
 */
public record SchedulerLoad(
        int buildsOpen,
        int unitsQueued,
        int unitsRunning,
        int slotsBusy,
        int slots,
        Map<WorkerStatus.State, Integer> workersByState) {
    /** Copies its map. */
    public SchedulerLoad {
        EnumMap<WorkerStatus.State, Integer> copy = new EnumMap<>(WorkerStatus.State.class);
        copy.putAll(workersByState);
        workersByState = Collections.unmodifiableMap(copy);
    }
}
