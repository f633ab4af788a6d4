package io.verdigrid.worker.slot;

import io.verdigrid.runner.wire.TestNode;
import io.verdigrid.worker.model.Lease;

/** A lease that a slot works on. Thread-safe. */
final class Work {
    private final Lease lease;
    private final StopSign stop = new StopSign();
    private volatile String test = "";

    private final long dueSince;

    /** @param dueSince when its slot had nothing else to do and knew of it, by the nanoseconds of the time source */
    Work(Lease lease, long dueSince) {
        this.lease = lease;
        this.dueSince = dueSince;
    }

    long dueSince() {
        return dueSince;
    }

    Lease lease() {
        return lease;
    }

    StopSign stop() {
        return stop;
    }

    /** This test runs now. */
    void show(TestNode now) {
        test = now.className + "#" + now.name;
    }

    /** What runs now, for people. */
    String shown() {
        if (!test.isEmpty()) {
            return test;
        }
        return lease.key().isDiscovery() ? "(finding tests)" : lease.key().unitId();
    }
}
