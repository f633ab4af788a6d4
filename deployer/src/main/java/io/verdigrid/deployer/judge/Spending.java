package io.verdigrid.deployer.judge;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Boundaries of a one-sided group-sequential test.
 *
 * <p>The budget is spent as a power of the information (Kim and DeMets 1987, by the method of Lan and DeMets 1983); the
 * boundaries follow by the recursion of Armitage, McPherson and Rowe 1969, in the form of Jennison and Turnbull, Group
 * Sequential Methods, chapter 19. Pure.
 */
final class Spending {
    /** Where a budget is too small for the recursion, below 1e-14, nothing is ever rejected. */
    private static final double NEVER = 7.6;

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
    private static final int INTERVALS = 240;
    private static final double WIDTH = 7;

    private Spending() {}

    /**
     * The boundary in standard deviations for each look.
     *
     * @param budget the probability to cross any of them when there is no effect
     * @param power how it is spent
     * @param information the share of all information at each look, rising to 1
     */
    static double[] boundaries(double budget, double power, double... information) {
        double[] boundaries = new double[information.length];
        double[] at = {};
        double[] weight = {};
        double spent = 0;
        double then = 0;
        for (int look = 0; look < information.length; look++) {
            double now = information[look];
            double until = budget * Math.pow(now, power);
            double sd = Math.sqrt(now - then);
            double boundary = boundary(until - spent, sd, now, at, weight);
            boundaries[look] = boundary == NEVER ? Double.POSITIVE_INFINITY : boundary;
            spent = until;
            if (look + 1 < information.length) {
                double[] next = grid(-WIDTH * Math.sqrt(now), boundary * Math.sqrt(now));
                weight = density(next, sd, at, weight);
                at = next;
            }
            then = now;
        }
        return boundaries;
    }

    /** The boundary that a walk which has not crossed yet crosses with this probability. */
    private static double boundary(double probability, double sd, double now, double[] at, double[] weight) {
        double low = -NEVER;
        double high = NEVER;
        if (crossing(high * Math.sqrt(now), sd, at, weight) >= probability) {
            return NEVER;
        }
        while (high - low > 1e-7) {
            double middle = (low + high) / 2;
            if (crossing(middle * Math.sqrt(now), sd, at, weight) > probability) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    private static double crossing(double score, double sd, double[] at, double[] weight) {
        if (at.length == 0) {
            return NORMAL.survivalProbability(score / sd);
        }
        double sum = 0;
        for (int i = 0; i < at.length; i++) {
            double distance = (score - at[i]) / sd;
            if (distance < WIDTH) {
                sum += weight[i] * NORMAL.survivalProbability(distance);
            }
        }
        return sum;
    }

    private static double[] grid(double from, double to) {
        double[] points = new double[INTERVALS + 1];
        for (int i = 0; i <= INTERVALS; i++) {
            points[i] = from + (to - from) * i / INTERVALS;
        }
        return points;
    }

    /** The walk's density on the grid, each point times its weight in Simpson's rule. */
    private static double[] density(double[] points, double sd, double[] at, double[] weight) {
        double[] result = new double[points.length];
        double step = (points[points.length - 1] - points[0]) / INTERVALS;
        for (int i = 0; i < points.length; i++) {
            double density = 0;
            if (at.length == 0) {
                density = NORMAL.density(points[i] / sd) / sd;
            } else {
                for (int j = 0; j < at.length; j++) {
                    double distance = (points[i] - at[j]) / sd;
                    if (Math.abs(distance) < WIDTH) {
                        density += weight[j] * NORMAL.density(distance) / sd;
                    }
                }
            }
            double simpson = i == 0 || i == INTERVALS ? 1 : i % 2 == 1 ? 4 : 2;
            result[i] = density * simpson * step / 3;
        }
        return result;
    }
}
