package io.verdigrid.coordinator.slowness;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.MannWhitneyUTest;

/**
 * Finds the tests of a suite that became slower: the 10 newest passes against the 40 before them.
 *
 * <p>A test is named if all of this holds: the Mann-Whitney test says p < 0.001 that the newest are not slower; so does, over all
 * tests of the suite, the procedure of Benjamini and Hochberg with at most 1 % false discoveries (Journal of the Royal Statistical
 * Society B 57 (1995), 289-300); the median grew by a quarter at least; and by 100 ms at least. Durations are those of an ordinary
 * worker. The change is where two levels explain most of the logarithms' variance (Scott and Knott, Biometrics 30 (1974),
 * 507-512), with the tenth at either end drawn in.
 *
 * <p>Tests whose medians grew too little count with p = 1, which makes the procedure stricter and spares most of the work.
 */
public final class SlowTests {
    /** The newest passes. */
    public static final int NEWEST = 10;

    /** Those before, with which they are compared. */
    public static final int BEFORE = 40;

    private static final double LARGEST_P = 0.001;
    private static final double FALSE_DISCOVERIES = 0.01;
    private static final double LEAST_RATIO = 1.25;
    private static final double LEAST_GAIN_US = 100_000;

    /** So many series are enough to know each worker. */
    private static final int LEARNED_FROM = 5_000;

    private static final MannWhitneyUTest TEST =
            MannWhitneyUTest.withDefaults().with(AlternativeHypothesis.GREATER_THAN);

    private SlowTests() {}

    /** Gives the series of a suite's tests, in the same order each time. */
    @FunctionalInterface
    public interface Source {
        /** Shows the series one by one until told to stop by false. */
        void each(Predicate<Series> to);
    }

    /**
     * A test that became slower.
     *
     * @param beforeUs the median of the 40, on an ordinary worker, microseconds
     * @param nowUs the median of the 10
     * @param p that of the rank test
     * @param lastFastBuild the build before the change
     * @param firstSlowBuild the build since which it is slower
     */
    public record Slower(
            Series.Test test, long beforeUs, long nowUs, double p, String lastFastBuild, String firstSlowBuild) {}

    /**
     * What was found.
     *
     * @param slower most time lost in each build first
     * @param tested how many tests had enough passes
     */
    public record Found(List<Slower> slower, int tested) {
        /** Copies its list. */
        public Found {
            slower = List.copyOf(slower);
        }
    }

    /** Looks at all tests of the source. */
    public static Found find(Source source) {
        WorkerSpeeds speeds = new WorkerSpeeds();
        int[] learned = new int[1];
        source.each(series -> {
            speeds.learn(series);
            return ++learned[0] < LEARNED_FROM;
        });
        List<Slower> candidates = new ArrayList<>();
        int[] tested = new int[1];
        source.each(series -> {
            if (series.durationsUs().size() >= NEWEST + BEFORE) {
                tested[0]++;
                compare(series, speeds, candidates);
            }
            return true;
        });
        List<Slower> kept = discoveries(candidates, tested[0]);
        kept.sort(Comparator.comparingLong(test -> test.beforeUs() - test.nowUs()));
        return new Found(kept, tested[0]);
    }

    private static void compare(Series series, WorkerSpeeds speeds, List<Slower> candidates) {
        double[] all = speeds.adjusted(series);
        double[] last = Arrays.copyOfRange(all, all.length - NEWEST - BEFORE, all.length);
        double[] before = Arrays.copyOf(last, BEFORE);
        double[] newest = Arrays.copyOfRange(last, BEFORE, last.length);
        double beforeUs = median(before);
        double nowUs = median(newest);
        if (nowUs < beforeUs * LEAST_RATIO || nowUs - beforeUs < LEAST_GAIN_US) {
            return;
        }
        double p = TEST.test(newest, before).getPValue();
        if (p >= LARGEST_P) {
            return;
        }
        int change = all.length - last.length + change(last);
        List<String> builds = series.builds();
        candidates.add(new Slower(
                series.test(), Math.round(beforeUs), Math.round(nowUs), p, builds.get(change - 1), builds.get(change)));
    }

    /** The largest k such that the k-th smallest p is at most k / tests of what is allowed; all up to it are discoveries. */
    private static List<Slower> discoveries(List<Slower> candidates, int tests) {
        List<Slower> sorted = new ArrayList<>(candidates);
        sorted.sort(Comparator.comparingDouble(Slower::p));
        int kept = 0;
        for (int k = 1; k <= sorted.size(); k++) {
            if (sorted.get(k - 1).p() <= FALSE_DISCOVERIES * k / tests) {
                kept = k;
            }
        }
        return new ArrayList<>(sorted.subList(0, kept));
    }

    /** Where what follows is most above what was before: from 1 to the last. */
    static int change(double... values) {
        double[] logs = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            logs[i] = Math.log(Math.max(1, values[i]));
        }
        double[] sorted = logs.clone();
        Arrays.sort(sorted);
        // A run that took ten times as long must not look like a change.
        int tenth = values.length / 10;
        double lowest = sorted[tenth];
        double highest = sorted[values.length - 1 - tenth];
        double total = 0;
        for (int i = 0; i < logs.length; i++) {
            logs[i] = Math.max(lowest, Math.min(highest, logs[i]));
            total += logs[i];
        }
        int best = 1;
        double most = -1;
        double sum = 0;
        for (int k = 1; k < logs.length; k++) {
            sum += logs[k - 1];
            double rise = (total - sum) / (logs.length - k) - sum / k;
            double explained = rise <= 0 ? 0 : rise * rise * k * (logs.length - k);
            if (explained > most) {
                most = explained;
                best = k;
            }
        }
        return best;
    }

    static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length == 0 ? 0 : sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
