package io.verdigrid.coordinator.scheduler;

import io.verdigrid.coordinator.model.ResourceLock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What runs really lock at the moment, whatever the scheduler thinks: no resource twice. */
final class SimResources {
    private final Map<SimWorker.SimSlot, List<ResourceLock>> held = new LinkedHashMap<>();
    private int locked;

    void begin(SimWorker.SimSlot slot, List<ResourceLock> locks) {
        for (ResourceLock lock : locks) {
            for (Map.Entry<SimWorker.SimSlot, List<ResourceLock>> other : held.entrySet()) {
                for (ResourceLock theirs : other.getValue()) {
                    if (theirs.key().equals(lock.key()) && !(lock.shared() && theirs.shared())) {
                        throw new AssertionError(lock + " is locked, and " + theirs + " in another slot");
                    }
                }
            }
        }
        if (!locks.isEmpty()) {
            held.put(slot, locks);
            locked++;
        }
    }

    void end(SimWorker.SimSlot slot) {
        held.remove(slot);
    }

    /** Runs that locked something. */
    int locked() {
        return locked;
    }
}
