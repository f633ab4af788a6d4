package io.verdigrid.deployer.judge;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Levels that no canary may leave.
 *
 * <p>They are broken where half of the canaries or more stand beyond in {@value #RUNNING} steps that follow each other, and did
 * not before the switch: one blip of one host rolls nothing back. Pure.
 */
final class HardBounds {
    private static final int RUNNING = 2;

    private HardBounds() {}

    /** What is wrong, in words; null where nothing is. */
    static @Nullable String broken(MetricPlan metric, Panel panel, Timing timing, long nowMillis) {
        if (metric.bounds().equals(Bounds.NONE)) {
            return null;
        }
        int switchedAt = panel.switchedAt();
        long since = nowMillis - timing.switchedAtMillis() - timing.settle().toMillis();
        long over = Math.min(
                timing.stepsOfWatch(), Math.floorDiv(since, timing.step().toMillis()));
        int before = 0;
        int stepsBefore = 0;
        for (int at = switchedAt - timing.stepsBefore(); at < switchedAt; at++) {
            double level = median(panel, at);
            before += beyond(metric, level) ? 1 : 0;
            stepsBefore += Double.isNaN(level) ? 0 : 1;
        }
        if (2 * before > stepsBefore) {
            return null;
        }
        int running = 0;
        for (int step = 0; step < over; step++) {
            double level = median(panel, switchedAt + step);
            running = beyond(metric, level) ? running + 1 : 0;
            if (running >= RUNNING) {
                return said(metric, level, step);
            }
        }
        return null;
    }

    private static boolean beyond(MetricPlan metric, double level) {
        return !Double.isNaN(level) && !metric.bounds().allow(level);
    }

    private static String said(MetricPlan metric, double level, int step) {
        boolean high = level > metric.bounds().most();
        return String.format(
                Locale.ROOT,
                "%.4g on half of the canaries, hard bound: at %s %.4g (steps %d and %d after the switch)",
                level,
                high ? "most" : "least",
                high ? metric.bounds().most() : metric.bounds().least(),
                step,
                step + 1);
    }

    private static double median(Panel panel, int at) {
        double[] levels = new double[panel.hosts()];
        int n = 0;
        for (int row = 0; row < levels.length; row++) {
            double level = panel.value(row, at);
            if (panel.canary(row) && !Double.isNaN(level)) {
                levels[n++] = level;
            }
        }
        Arrays.sort(levels, 0, n);
        return n == 0 ? Double.NaN : (levels[(n - 1) / 2] + levels[n / 2]) / 2;
    }
}
