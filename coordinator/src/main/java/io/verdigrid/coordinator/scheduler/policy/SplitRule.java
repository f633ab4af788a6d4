package io.verdigrid.coordinator.scheduler.policy;

/**
 * When a class is worth running in parts at the same time. Immutable; milliseconds.
 *
 * @param floorMs no shorter class is split, and no part is made shorter
 */
public record SplitRule(long floorMs) {
    /** Parts of a slot's share of what remains that a part, and what is left whole, may take. */
    private static final int PART = 4;

    private static final int WHOLE = 2;
    private static final int THRESHOLD = 8;

    /**
     * How much of a unit to run now; 0: all of it. A unit that is shorter than half of what remains for each slot gains
     * nothing by being split: it ends long before the others do.
     *
     * @param estimateMs of the unit, with its fixture, in the slot that it goes to
     * @param fixtureMs of it, which each part pays
     * @param shareMs what remains for each slot
     */
    public long part(long estimateMs, long fixtureMs, long shareMs) {
        long threshold = Math.max(floorMs, shareMs / THRESHOLD);
        long whole = Math.max(threshold, shareMs / WHOLE);
        if (estimateMs <= whole || estimateMs - whole <= fixtureMs) {
            return 0;
        }
        long part = Math.max(Math.max(floorMs, shareMs / PART), 2 * fixtureMs);
        return part + fixtureMs >= estimateMs ? 0 : part;
    }
}
