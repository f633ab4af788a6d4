package io.verdigrid.coordinator.scheduler.policy;

/**
 * How long units really take, against their estimates, as a build goes on. Without it a first build, whose estimates are a
 * guess of a second a test, would grant its tiny units one by one and promise an end in days. Not thread-safe; milliseconds.
 */
public final class Pace {
    /** As much work as it takes for what was seen to weigh as much as the estimates do. */
    private static final long TRUST_MS = 5_000;

    private long estimatedMs;
    private long actualMs;

    /** A pace that a few seconds of work tell. */
    public Pace() {
        this(TRUST_MS);
    }

    /** It takes so much work for what was seen to weigh as much as the estimates do. */
    public Pace(long trustMs) {
        estimatedMs = trustMs;
        actualMs = trustMs;
    }

    /** A unit that was estimated like this took so long. */
    public void add(long estimateMs, long tookMs) {
        estimatedMs += Math.max(0, estimateMs);
        actualMs += Math.max(0, tookMs);
    }

    /** What an estimate is multiplied with at this pace. */
    public double factor() {
        return (double) actualMs / estimatedMs;
    }

    /** What an estimate, or a sum of estimates, comes to at this pace. */
    public long scaled(long estimateMs) {
        return Math.round((double) estimateMs * actualMs / estimatedMs);
    }
}
