package io.verdigrid.coordinator.scheduler;

import io.verdigrid.coordinator.model.BuildStatus;
import java.util.List;

/**
 * What goes on in an open build now.
 *
 * @param status DISCOVERING or RUNNING
 * @param done tests that have a verdict, which a retest may still change
 * @param retesting red tests that wait for their retest or are in it
 * @param slotsBusy slots that hold a lease of this build
 * @param slots of the connected workers that fit this build's requirements
 * @param workers connected ones that fit this build's requirements
 * @param unitsQueued discoveries and units that wait for a slot
 * @param unitsRunning discoveries and units that a worker holds
 * @param etaMs milliseconds until the end by the estimates; -1: not known
 * @param running classes that run now, at most one a slot, at most 16
 * @param unitsWithHistory units that have an estimate from history, of {@code units}
 * @param units planned so far
 */
public record BuildProgress(
        BuildStatus status,
        int done,
        int retesting,
        int slotsBusy,
        int slots,
        int workers,
        int unitsQueued,
        int unitsRunning,
        long etaMs,
        List<String> running,
        int unitsWithHistory,
        int units) {
    /** Copies its list. */
    public BuildProgress {
        running = List.copyOf(running);
    }
}
