package io.verdigrid.coordinator.scheduler;

import io.verdigrid.coordinator.model.Lane;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How busy the grid is.
 *
 * @param unitsQueued discoveries and units of all builds that wait for a slot
 * @param unitsRunning discoveries and units that a worker holds
 * @param slotsBusy slots of connected workers that hold a lease
 * @param slots of all connected workers
 * @param wanted by lane and requirements; each lane stands in it, at least with no requirements and no slots
 */
public record SchedulerLoad(
        int buildsOpen,
        int unitsQueued,
        int unitsRunning,
        int slotsBusy,
        int slots,
        Map<WorkerStatus.State, Integer> workersByState,
        List<SlotsWanted> wanted) {
    /** Nothing is there and nothing goes on. */
    public static final SchedulerLoad NONE = new SchedulerLoad(
            0,
            0,
            0,
            0,
            0,
            Map.of(),
            Stream.of(Lane.values()).map(lane -> new SlotsWanted(lane, "", 0)).toList());

    /** Copies its map and its list. */
    public SchedulerLoad {
        EnumMap<WorkerStatus.State, Integer> copy = new EnumMap<>(WorkerStatus.State.class);
        copy.putAll(workersByState);
        wanted = List.copyOf(wanted);
        workersByState = Collections.unmodifiableMap(copy);
    }
}
