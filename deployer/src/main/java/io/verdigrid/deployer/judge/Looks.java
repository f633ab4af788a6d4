package io.verdigrid.deployer.judge;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The boundaries of a plan's looks.
 *
 * <p>The information of a difference of means of n steps since and b before is 1 / (1/n + 1/b): with it the differences at
 * several looks, which share their baseline, have the covariance that {@link Spending} takes for given. Not thread-safe: it
 * remembers the boundaries of the budgets that it was last asked for.
 */
final class Looks {
    private static final int REMEMBERED = 200;

    private final Map<Key, double[]> remembered = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, double[]> eldest) {
            return size() > REMEMBERED;
        }
    };

    private record Key(double budget, double spending, int looks, double ofBefore) {}

    /** The boundary of each look, in standard deviations. */
    double[] boundaries(double budget, double spending, Timing timing) {
        double perBefore = (double) timing.stepsOfLook() / timing.stepsBefore();
        return remembered.computeIfAbsent(
                new Key(budget, spending, timing.looks(), perBefore),
                key -> Spending.boundaries(budget, spending, information(timing)));
    }

    /** The share of all information that is there at each look. */
    static double[] information(Timing timing) {
        double[] information = new double[timing.looks()];
        double before = 1.0 / timing.stepsBefore();
        double all = 1 / (1.0 / timing.stepsOfWatch() + before);
        for (int look = 1; look <= information.length; look++) {
            information[look - 1] = 1 / (1.0 / (look * timing.stepsOfLook()) + before) / all;
        }
        information[information.length - 1] = 1;
        return information;
    }
}
