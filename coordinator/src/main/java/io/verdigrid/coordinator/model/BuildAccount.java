package io.verdigrid.coordinator.model;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Where a build's time went.
 *
 * @param makespanMs from its submission to its end
 * @param lowerBoundMs max(useful slot time / slots, longest unit that cannot be cut): no schedule is shorter
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
        List<UnitTime> slowest,
        Breakdown breakdown) {

    /** What a build has before it has run anything. */
    public static final BuildAccount NONE = new BuildAccount(0, 0, 0, 0, 0, 0, 0, 0, List.of());

    /** Copies its list. */
    public BuildAccount {
        slowest = List.copyOf(slowest);
    }

    /** Without a breakdown. */
    public BuildAccount(
            long makespanMs,
            long lowerBoundMs,
            long slotTimeMs,
            int slots,
            int units,
            int unitsWithHistory,
            int retests,
            int runnersStarted,
            List<UnitTime> slowest) {
        this(
                makespanMs,
                lowerBoundMs,
                slotTimeMs,
                slots,
                units,
                unitsWithHistory,
                retests,
                runnersStarted,
                slowest,
                Breakdown.NONE);
    }

    /** The same, with where the time went. */
    public BuildAccount with(long boundMs, int slotCount, Breakdown parts) {
        return new BuildAccount(
                makespanMs,
                boundMs,
                slotTimeMs,
                slotCount,
                units,
                unitsWithHistory,
                retests,
                runnersStarted,
                slowest,
                parts);
    }

    /** A unit and the milliseconds for which it held its slot. */
    public record UnitTime(String module, String className, long slotTimeMs, int tests) {}

    /**
     * What lies between the lower bound and the makespan. The convention is slot time: what a slot does for a millisecond,
     * idling included, counts one; the parts add up to slots x (makespan - lower bound).
     *
     * @param usefulMs slot time of the work that had to be done: each unit once, its fixture once
     * @param longest the unit that takes longest of what cannot be cut, with that time
     * @param parts slot time that was no such work; what is zero is left out
     * @param costliest the classes that cost most wall time, most first, at most three
     */
    public record Breakdown(long usefulMs, UnitTime longest, Map<Part, Long> parts, List<CostlyClass> costliest) {
        /** Of a build of which nothing is known. */
        public static final Breakdown NONE =
                new Breakdown(0, new UnitTime("", "", 0, 0), new EnumMap<>(Part.class), List.of());

        /** Copies its collections. */
        public Breakdown {
            Map<Part, Long> copy = new EnumMap<>(Part.class);
            copy.putAll(parts);
            parts = Collections.unmodifiableMap(copy);
            costliest = List.copyOf(costliest);
        }
    }

    /** What slot time went into beside the work that had to be done. */
    public enum Part {
        /** Runners' JVMs started. */
        START_UP,
        /** Tests were looked for, and slots waited for the plan. */
        DISCOVERY,
        /** Bundles were fetched and laid out. */
        TRANSFER,
        /** Slots waited between two units. */
        WAITING,
        /** Slots had nothing left to do, while several units still ran. */
        TAIL,
        /** Slots had nothing left to do, while one unit still ran. */
        LONGEST_UNIT,
        /** Red tests ran again, or slots had nothing else to do meanwhile. */
        RETESTS,
        /** Copies of what a slow slot held, and what the copies made superfluous. */
        COPIES,
        /** Fixtures were paid again for parts of a class. */
        FIXTURES_AGAIN,
        /** Work was lost: killed runners, lost workers, torn reds, what was cancelled. */
        LOST,
        /** Slots worked for other builds. */
        OTHER_BUILDS,
        /** Slots were not there yet, or no more. */
        ABSENT,
        /** Before a restart of the coordinator, which knows no more of it than results. */
        UNKNOWN
    }

    /**
     * A class that cost much wall time.
     *
     * @param wallMs by which the build would be shorter without it
     * @param cutSavesMs by which it would be shorter with the class spread over all slots
     * @param fasterSavesMs by which it would be shorter were the class twice as fast
     * @param whole why the class can't be cut; empty: it can
     */
    public record CostlyClass(
            String module,
            String className,
            int tests,
            long wallMs,
            long cutSavesMs,
            long fasterSavesMs,
            String whole) {}
}
