package io.verdigrid.coordinator.scheduler.policy;

/**
 * How much work one grant holds: guided self-scheduling, capped in seconds. While much is left, a batch saves round trips;
 * towards the end batches shrink to single units, so that no unit waits behind another while slots idle. Immutable.
 *
 * @param capMs most estimated milliseconds in one batch of more than one unit
 */
public record BatchSizer(long capMs) {
    /** Shares of the remaining work that each slot gets. */
    private static final int SHARES_PER_SLOT = 4;

    /** Bounds a grant whose units cost next to nothing. */
    public static final int MAX_LEASES = 200;

    /** Milliseconds that a batch may hold when so much of the build waits for so many slots. */
    public long target(long remainingMs, int slots) {
        return Math.min(capMs, remainingMs / ((long) SHARES_PER_SLOT * Math.max(1, slots)));
    }
}
