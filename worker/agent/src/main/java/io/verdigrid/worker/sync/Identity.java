package io.verdigrid.worker.sync;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Who a worker says it is.
 *
 * @param workerId kept over restarts
 * @param instanceId new at each start
 */
public record Identity(
        String workerId, String instanceId, String host, int slots, SortedMap<String, String> labels, String version) {
    /** Copies its labels. */
    public Identity {
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    }
}
