package io.verdigrid.coordinator.judging;

/**
 * How often a test fails on code on which it can pass: the mean of a Beta posterior over the runs under code keys with at
 * least one pass. Immutable.
 *
 * <p>The prior Beta(0.02, 5) has the mean of the rates of the tests that FlakeFlagger ran 10,000 times each. Runs lose half of
 * their weight with every 200 later ones, so that a test that was mended is not judged by what it was. To look only at keys
 * with a pass is the condition of Machalica et al., "Probabilistic flakiness" (2020): a test that is broken says nothing of
 * its rate.
 *
 * @param runs with their weights
 * @param reds with their weights
 * @param atLastRed the mean as it was with the newest red; 0: never red
 */
public record FailureRate(double runs, double reds, double atLastRed) {
    private static final double PRIOR_REDS = 0.02;
    private static final double PRIOR_PASSES = 5;
    private static final double HALF_LIFE = 200;

    /** More than that many runs never have weight together. */
    private static final double MOST = 288;

    /** Of a test that only ever passed. */
    static FailureRate clean(int passes) {
        return new FailureRate(Math.min(passes, MOST), 0, 0);
    }

    FailureRate plus(int newRuns, int newReds) {
        if (newRuns == 0) {
            return this;
        }
        double weight = StrictMath.pow(0.5, newRuns / HALF_LIFE);
        FailureRate sum = new FailureRate(runs * weight + newRuns, reds * weight + newReds, atLastRed);
        return newReds == 0 ? sum : new FailureRate(sum.runs, sum.reds, sum.mean());
    }

    /** The mean of the posterior, above 0 and below 1. */
    public double mean() {
        return (PRIOR_REDS + reds) / (PRIOR_REDS + PRIOR_PASSES + runs);
    }
}
