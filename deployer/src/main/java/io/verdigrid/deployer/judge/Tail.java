package io.verdigrid.deployer.judge;

import org.apache.commons.statistics.distribution.FDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/** Between the tails of Student's and of the normal distribution. Pure. */
final class Tail {
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    private Tail() {}

    /** The normal deviate that is as unlikely as this one of Student's. */
    static double normalOf(double t, double freedom) {
        return t >= 0
                ? deviate(TDistribution.of(freedom).survivalProbability(t))
                : -deviate(TDistribution.of(freedom).cumulativeProbability(t));
    }

    /** Student's deviate that is as unlikely as this normal one. */
    static double studentOf(double z, double freedom) {
        if (Double.isInfinite(z)) {
            return z;
        }
        return TDistribution.of(freedom).inverseSurvivalProbability(NORMAL.survivalProbability(z));
    }

    /** The normal deviate that is exceeded with this probability. */
    static double deviate(double probability) {
        return NORMAL.inverseSurvivalProbability(Math.min(1, Math.max(0, probability)));
    }

    /** The probability that a ratio of variances is this or more by chance. */
    static double ofRatio(double ratio, double freedomAbove, double freedomBelow) {
        return FDistribution.of(freedomAbove, freedomBelow).survivalProbability(ratio);
    }
}
