package io.verdigrid.coordinator.engine;

import io.verdigrid.coordinator.scheduler.SchedulerEvent.LeaseClaim;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a worker says of itself when it connects.
 *
 * @param instanceId new at each start of its process
 * @param version of Verdigrid that it runs
 * @param held leases that it goes on with, or has ended without knowing that the coordinator knows
 */
public record WorkerHello(
        String workerId,
        String instanceId,
        String host,
        int slots,
        SortedMap<String, String> labels,
        String version,
        List<LeaseClaim> held,
        boolean draining) {
    /** Copies its collections. */
    public WorkerHello {
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        held = List.copyOf(held);
    }
}
