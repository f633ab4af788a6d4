package io.verdigrid.cli.load;

import io.verdigrid.protocol.worker.v1.Lease;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A slot of a light worker. Guarded by its worker. */
final class LightSlot {
    final int number;
    final ArrayDeque<Lease> waiting = new ArrayDeque<>();

    /** Null: it is idle. */
    @Nullable
    Lease running;

    List<LoadUnits.Test> tests = List.of();
    int next;
    long beganNanos;

    /** When it became idle last. */
    long idleSinceNanos;

    /** The round in which it became idle while units waited; else null. */
    @Nullable
    Round idleIn;

    LightSlot(int number) {
        this.number = number;
    }

    boolean runs(Lease lease) {
        return running != null && running.getLeaseId() == lease.getLeaseId();
    }

    /** Takes a lease that waits out of its queue. */
    @Nullable
    Lease remove(long leaseId) {
        for (Iterator<Lease> all = waiting.iterator(); all.hasNext(); ) {
            Lease lease = all.next();
            if (lease.getLeaseId() == leaseId) {
                all.remove();
                return lease;
            }
        }
        return null;
    }
}
