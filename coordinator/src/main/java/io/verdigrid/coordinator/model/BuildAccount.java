package io.verdigrid.coordinator.model;

import java.util.List;

/**
 * Where a build's time went.
 *
 * @param makespanMs from its submission to its end
 * @param lowerBoundMs max(slot time / slots, longest unit): no schedule is shorter
 * @param slotTimeMs for which slots were held, all added up
 * @param slots that could run it, the most at one time
 * @param unitsWithHistory units that had an estimate from history
 * @param slowest the units that held a slot longest, longest first, at most ten
 */
public record BuildAccount(
        long makespanMs,
        long lowerBoundMs,
        long slotTimeMs,
        int slots,
        int units,
        int unitsWithHistory,
        int retests,
        int runnersStarted,
        List<UnitTime> slowest) {

    /** What a build has before it has run anything. */
    public static final BuildAccount NONE = new BuildAccount(0, 0, 0, 0, 0, 0, 0, 0, List.of());

    /** Copies its list. */
    public BuildAccount {
        slowest = List.copyOf(slowest);
    }

    /** A unit and the milliseconds for which it held its slot. */
    public record UnitTime(String module, String className, long slotTimeMs, int tests) {}
}
