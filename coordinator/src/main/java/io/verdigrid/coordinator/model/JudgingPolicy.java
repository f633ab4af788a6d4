package io.verdigrid.coordinator.model;

/**
 * How a suite wants its tests judged. Immutable.
 *
 * @param newTestRuns how often a test that the history does not know is run, if it passes; 1: like any other
 */
public record JudgingPolicy(Known known, Probe probe, Marking marking, Release release, int newTestRuns) {
    /** What a suite has that says nothing else. */
    public static final JudgingPolicy DEFAULT = new JudgingPolicy(
            new Known(5, 1e-3), new Probe(20, 0.01, 100, true), new Marking(3, 0.5), new Release(30, 600, 3, 2, 14), 1);

    /**
     * What becomes of a red test that is known to be intermittent.
     *
     * @param retests at most; more than the build's own
     * @param unlikely it is run again while so many failures are likelier than this by its own rate, 0 to 1
     */
    public record Known(int retests, double unlikely) {}

    /**
     * What becomes of a test that is intermittent for the first time, after a clean past.
     *
     * @param runs how often it is run again; 0: not at all
     * @param significance it is called a regression below this p-value, 0 to 1
     * @param cleanRuns passes without a red that make a past a clean one
     * @param blocks a regression makes the build red
     */
    public record Probe(int runs, double significance, int cleanRuns, boolean blocks) {}

    /**
     * When a build says something of a test.
     *
     * @param brokenAfter so many reds without a pass between make a test broken
     * @param massFailure a build in which this part of the tests is red says nothing of any of them, 0 to 1
     */
    public record Marking(int brokenAfter, double massFailure) {}

    /**
     * When an intermittent test is released.
     *
     * @param minRuns clean runs at least
     * @param maxRuns clean runs after which no rate asks for more
     * @param hosts workers on which it passed
     * @param days days on which it passed
     * @param probationDays after which it is healthy
     */
    public record Release(int minRuns, int maxRuns, int hosts, int days, int probationDays) {
        private static final double DOUBT = 0.05;

        /**
         * Clean runs after which a test that fails at this rate would have failed, with 95 % probability: {@code ceil(ln 0.05 /
         * ln(1 - rate))}, within the bounds, and twice that for each relapse.
         */
        public int runs(double rate, int relapses) {
            double needed = rate <= 0
                    ? maxRuns
                    : rate >= 1 ? minRuns : Math.ceil(StrictMath.log(DOUBT) / StrictMath.log1p(-rate));
            int clamped = (int) Math.max(minRuns, Math.min(maxRuns, needed));
            return clamped << Math.min(relapses, 10);
        }
    }
}
