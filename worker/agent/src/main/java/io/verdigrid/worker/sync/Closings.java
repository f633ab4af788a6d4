package io.verdigrid.worker.sync;

import io.verdigrid.worker.model.Lease;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Leases that ended here, and of whose end the coordinator may not know: they count as held, so that it waits for the report
 * that is on its way instead of giving the unit to another.
 *
 * <p>Thread-safe.
 */
final class Closings {
    private final Map<Long, Lease> leases = new LinkedHashMap<>();
    private final TreeMap<Long, List<Long>> bySequence = new TreeMap<>();

    /** It ended, and that will be reported. */
    synchronized void closing(Lease lease) {
        leases.put(lease.key().leaseId(), lease);
    }

    /** The reports are in the spool, this being the number of the last. */
    synchronized void kept(List<Long> leaseIds, long sequence) {
        if (!leaseIds.isEmpty()) {
            bySequence.put(sequence, List.copyOf(leaseIds));
        }
    }

    /** The coordinator knows all up to this number. */
    synchronized void acknowledged(long sequence) {
        Map<Long, List<Long>> known = bySequence.headMap(sequence, true);
        known.values().forEach(ids -> ids.forEach(leases::remove));
        known.clear();
    }

    synchronized List<Lease> unsettled() {
        return new ArrayList<>(leases.values());
    }
}
