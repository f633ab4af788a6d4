package io.verdigrid.deployer.judge;

import org.apache.commons.numbers.gamma.RegularizedBeta;
import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * How likely this many or more, and this many or fewer, of all events fall to canaries whose share is learned.
 *
 * <p>The beta-binomial tail as an integral, by Simpson's rule over the arc sine of the share's root, of the binomial tail; in
 * this form the share can shift with exposure, and counts need not be whole numbers after they are divided by their
 * dispersion.
 *
 * @param atLeast the probability of this many or more
 * @param atMost the probability of this many or fewer
 */
record Binomial(double atLeast, double atMost) {
    private static final int INTERVALS = 128;
    private static final double REST = 1e-11;

    /** Of less the density has a pole, and the integral is no good. */
    private static final double LEAST = 0.5;

    static Binomial of(Tally tally, double dispersion, double prior) {
        double a = Math.max(LEAST, tally.canary().before() / dispersion + prior * tally.share());
        double b = Math.max(LEAST, tally.reference().before() / dispersion + prior * (1 - tally.share()));
        BetaDistribution learned = BetaDistribution.of(a, b);
        double from = Math.asin(Math.sqrt(learned.inverseCumulativeProbability(REST)));
        double to = Math.asin(Math.sqrt(learned.inverseSurvivalProbability(REST)));
        double peak = logDensity(Math.atan2(Math.sqrt(a), Math.sqrt(b)), a, b);
        double events = tally.canary().since() / dispersion;
        double others = tally.reference().since() / dispersion;
        double atLeast = 0;
        double atMost = 0;
        double all = 0;
        for (int i = 0; i <= INTERVALS; i++) {
            double angle = from + (to - from) * i / INTERVALS;
            double odds = Math.pow(Math.tan(angle), 2) * tally.shift();
            double share = odds / (1 + odds);
            double density = Math.exp(logDensity(angle, a, b) - peak);
            if (!(share > 0 && share < 1) || Double.isNaN(density)) {
                continue;
            }
            double weight = density * (i == 0 || i == INTERVALS ? 1 : i % 2 == 1 ? 4 : 2);
            all += weight;
            atLeast += weight * (events <= 0 ? 1 : RegularizedBeta.value(share, events, others + 1));
            atMost += weight * (others <= 0 ? 1 : RegularizedBeta.complement(share, events + 1, others));
        }
        return new Binomial(atLeast / all, atMost / all);
    }

    private static double logDensity(double angle, double a, double b) {
        return (2 * a - 1) * Math.log(Math.sin(angle)) + (2 * b - 1) * Math.log(Math.cos(angle));
    }
}
