package io.verdigrid.coordinator.model;

import java.util.List;

/**
 * A cluster of failures that share a signature, in one suite.
 *
 * @param number given out once
 * @param signature the same for the same cause
 * @param open it was seen, and nothing has shown since that it is gone
 * @param tests {@code class#name}, at most {@link #TESTS}
 */
public record Issue(
        long number, String signature, Kind kind, String title, boolean open, List<String> tests, Past past) {
    /** Tests that an issue names. */
    public static final int TESTS = 20;

    /** Copies its list. */
    public Issue {
        tests = List.copyOf(tests);
    }

    /**
     * What was seen of it.
     *
     * @param sameTests what the builds ran in which it was seen last
     * @param quiet builds of the same tests since then in which it was not seen
     * @param tracking where a tracker has it
     */
    public record Past(
            String sameTests, Sighting first, Sighting last, int builds, int quiet, int reopened, Tracking tracking) {}

    /** A build in which it was seen, at so many milliseconds since 1970. */
    public record Sighting(String buildId, long atMs) {}

    /**
     * How much of it a tracker knows.
     *
     * @param version rises with each change that a tracker should know of
     * @param known the version that it knows
     * @param reference its name there; empty: it is not there
     */
    public record Tracking(long version, long known, String reference) {}

    /** What its failures do. */
    public enum Kind {
        /** They make builds red. */
        FAILING,
        /** Their tests are green for the same code, too. */
        INTERMITTENT
    }
}
