package io.verdigrid.worker.slot;

import io.verdigrid.protocol.TimeSource;
import io.verdigrid.worker.model.Fact;

/** Measures how long a lease held its slot. */
final class LeaseClock {
    private final TimeSource time;
    private long began;
    private long startMs;
    private long transferMs;

    LeaseClock(TimeSource time) {
        this.time = time;
        this.began = time.nanos();
    }

    /** What was before doesn't count: it was done for more leases than this. */
    void restart() {
        began = time.nanos();
    }

    /** Its runner was made ready for it, as far as it had to wait: what was done ahead took nobody's time. */
    void waitedFor(WarmRunner runner, long sinceNanos) {
        long waitedMs = Math.max(0, (time.nanos() - sinceNanos) / 1_000_000);
        startMs = Math.min(runner.startMs(), waitedMs);
        transferMs = Math.min(runner.transferMs(), waitedMs - startMs);
    }

    /** The time until now, of which this many microseconds were spent in tests. */
    Fact.SlotTime until(long testUs) {
        long slotMs = (time.nanos() - began) / 1_000_000;
        return new Fact.SlotTime(slotMs, Math.max(0, slotMs - testUs / 1000), startMs, transferMs);
    }
}
