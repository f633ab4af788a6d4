package io.verdigrid.deployer.judge;

import java.util.Arrays;
import java.util.Random;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * What Spinnaker's default judge says of two series: written anew after its documentation and R's {@code wilcox.test}.
 *
 * <p>A confidence interval of 98 % for the shift between both, by the rank sum with the normal approximation, ties and
 * continuity corrected; worse where the interval's near end is beyond a quarter of the estimate.
 */
final class KayentaJudge {
    private static final double CONFIDENCE = 0.98;
    private static final double TOLERANCE = 0.25;
    private static final double PRECISION = 1e-6;

    private KayentaJudge() {}

    /** The interval and the estimate between its ends. */
    record Shift(double lower, double estimate, double upper) {}

    static boolean high(double[] control, double[] experiment) {
        if (Arrays.equals(control, experiment)) {
            return false;
        }
        Shift shift = constant(control) && constant(experiment)
                ? shift(noisy(control, 1), noisy(experiment, 2))
                : shift(control, experiment);
        double ratio = mean(experiment) / mean(control);
        return shift.lower() > TOLERANCE * Math.abs(shift.estimate()) && !(ratio < 1);
    }

    static Shift shift(double[] control, double[] experiment) {
        double z = NormalDistribution.of(0, 1).inverseSurvivalProbability((1 - CONFIDENCE) / 2);
        return new Shift(root(control, experiment, z), root(control, experiment, 0), root(control, experiment, -z));
    }

    private static double root(double[] control, double[] experiment, double quantile) {
        double low = min(experiment) - max(control);
        double high = max(experiment) - min(control);
        if (rankSum(control, experiment, low) - quantile <= 0) {
            return low;
        }
        if (rankSum(control, experiment, high) - quantile >= 0) {
            return high;
        }
        while (high - low > PRECISION) {
            double middle = (low + high) / 2;
            double off = rankSum(control, experiment, middle) - quantile;
            if (off == 0) {
                return middle;
            }
            if (off > 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    /** The rank sum of the experiment less a shift, standardised. */
    private static double rankSum(double[] control, double[] experiment, double shift) {
        double[] sorted = new double[control.length + experiment.length];
        for (int i = 0; i < experiment.length; i++) {
            sorted[i] = experiment[i] - shift;
        }
        System.arraycopy(control, 0, sorted, experiment.length, control.length);
        double[] shifted = Arrays.copyOf(sorted, experiment.length);
        Arrays.sort(sorted);
        double ranks = 0;
        for (double value : shifted) {
            ranks += (below(sorted, value, false) + below(sorted, value, true) + 1) / 2.0;
        }
        double ties = 0;
        for (int i = 0; i < sorted.length; ) {
            int same = below(sorted, sorted[i], true) - i;
            ties += Math.pow(same, 3) - same;
            i += same;
        }
        double n = experiment.length;
        double m = control.length;
        double off = ranks - n * (n + 1) / 2 - n * m / 2;
        double sigma = Math.sqrt(n * m / 12 * (n + m + 1 - ties / ((n + m) * (n + m - 1))));
        return (off - Math.signum(off) * 0.5) / sigma;
    }

    /** How many are less than a value, or at most it. */
    private static int below(double[] sorted, double value, boolean orSame) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < value || (orSame && sorted[middle] == value)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static boolean constant(double... values) {
        return min(values) == max(values);
    }

    private static double[] noisy(double[] values, long seed) {
        Random random = new Random(seed);
        return Arrays.stream(values)
                .map(value -> value + 1e-5 * random.nextGaussian())
                .toArray();
    }

    private static double mean(double... values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private static double min(double... values) {
        return Arrays.stream(values).min().orElseThrow();
    }

    private static double max(double... values) {
        return Arrays.stream(values).max().orElseThrow();
    }
}
