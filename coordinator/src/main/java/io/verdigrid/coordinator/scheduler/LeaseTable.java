package io.verdigrid.coordinator.scheduler;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The leases that are current, by number. Numbers rise, over restarts too: the epoch is their upper half. */
final class LeaseTable {
    private final Map<Long, Lease> byId = new HashMap<>();
    private long last;

    LeaseTable(long epoch) {
        last = epoch << 32;
    }

    long nextId() {
        return ++last;
    }

    void add(Lease lease) {
        if (byId.putIfAbsent(lease.id, lease) != null) {
            throw new IllegalStateException("lease given twice: " + lease.id);
        }
    }

    void remove(Lease lease) {
        byId.remove(lease.id);
    }

    @Nullable
    Lease get(long id) {
        return byId.get(id);
    }

    int size() {
        return byId.size();
    }
}
