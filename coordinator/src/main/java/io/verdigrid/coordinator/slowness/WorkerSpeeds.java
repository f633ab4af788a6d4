package io.verdigrid.coordinator.slowness;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How slow each worker is, learned from what it needed for tests that others ran, too: the median over its attempts of its time
 * by the test's median. Mutable; for one thread.
 */
final class WorkerSpeeds {
    /** With fewer attempts a worker counts as ordinary. */
    private static final int LEAST = 50;

    /** Buckets of two per cent, from an eighth to eight times. */
    private static final double STEP = Math.log(1.02);

    private static final int HALF = (int) Math.ceil(Math.log(8) / STEP);

    private final Map<String, int[]> ratios = new HashMap<>();

    /** Learns from a test that has run on several workers. */
    void learn(Series series) {
        List<Long> durations = series.durationsUs();
        double median = median(durations);
        if (median <= 0 || series.workers().stream().distinct().count() < 2) {
            return;
        }
        for (int i = 0; i < durations.size(); i++) {
            double log = Math.log(Math.max(1, durations.get(i)) / median);
            int bucket = Math.max(-HALF, Math.min(HALF, (int) Math.rint(log / STEP)));
            ratios.computeIfAbsent(series.workers().get(i), worker -> new int[2 * HALF + 1])[bucket + HALF]++;
        }
    }

    /** What this worker needs where others need 1. */
    double slowness(String worker) {
        int[] counts = ratios.get(worker);
        int total = counts == null ? 0 : Arrays.stream(counts).sum();
        if (counts == null || total < LEAST) {
            return 1;
        }
        int left = (total + 1) / 2;
        int bucket = -1;
        while (left > 0) {
            left -= counts[++bucket];
        }
        return Math.exp((bucket - HALF) * STEP);
    }

    /** What the attempts of a series would have taken on an ordinary worker, microseconds. */
    double[] adjusted(Series series) {
        double[] adjusted = new double[series.durationsUs().size()];
        for (int i = 0; i < adjusted.length; i++) {
            adjusted[i] =
                    series.durationsUs().get(i) / slowness(series.workers().get(i));
        }
        return adjusted;
    }

    private static double median(List<Long> values) {
        return SlowTests.median(values.stream().mapToDouble(Long::doubleValue).toArray());
    }
}
