package io.verdigrid.coordinator.scheduler;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A worker as the scheduler sees it.
 *
 * @param lastHeardMs when it last gave a sign of life, by the clock of the events
 * @param asideFor why it is put aside; empty: it is not
 */
public record WorkerStatus(
        String workerId,
        int slots,
        int slotsBusy,
        State state,
        long lastHeardMs,
        SortedMap<String, String> labels,
        String asideFor) {
    /** Copies its map. */
    public WorkerStatus {
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    }

    /** Whether it can be given work. */
    public enum State {
        READY,
        /** Connected; it takes no more units. */
        DRAINING,
        /** Connected; it differs too much from the others to be given anything. */
        PUT_ASIDE,
        /** Its connection is lost; its leases are still its own. */
        DISCONNECTED,
        /** Silent for too long; its leases were given to others. */
        LOST
    }
}
