package io.verdigrid.coordinator.scheduler.policy;

/**
 * When a worker is so unlike the others that it had better do nothing. Immutable.
 *
 * @param tests that must have failed on it and passed elsewhere, at least, over {@code classes}
 * @param classes so many of them at least
 * @param leases so many must have run there, and so many elsewhere, before their times are compared
 */
public record SickRule(int tests, int classes, int leases) {
    /** Five tests of three classes, or eight leases. */
    public static final SickRule DEFAULT = new SickRule(5, 3, 8);

    /** So unlikely must it be by chance: it is asked again with each test, on each worker. */
    private static final double CHANCE = 1e-5;

    /** Hosts that are slower by less are of use. */
    private static final double RATIO = 5;

    /** The difference must be so many standard errors. */
    private static final double SIGMAS = 5;

    /**
     * Whether what failed on a worker and passed elsewhere is the worker's doing.
     *
     * @param contradicted tests that failed there and passed elsewhere, of {@code ran}
     * @param contradictedElsewhere the same of all others together, of {@code ranElsewhere}
     */
    public boolean failsAlone(int contradicted, int inClasses, int ran, int contradictedElsewhere, int ranElsewhere) {
        return contradicted >= tests
                && inClasses >= classes
                && ExactTest.atLeast(contradicted, ran, contradictedElsewhere, ranElsewhere) < CHANCE;
    }

    /** Whether leases take so much longer there than elsewhere that it cannot be chance. */
    public boolean isSlow(LogRatios here, LogRatios elsewhere) {
        if (here.count() < leases || elsewhere.count() < leases) {
            return false;
        }
        double difference = here.mean() - elsewhere.mean();
        double error = Math.sqrt(here.squaredError() + elsewhere.squaredError());
        return difference > Math.log(RATIO) && difference > SIGMAS * error;
    }
}
