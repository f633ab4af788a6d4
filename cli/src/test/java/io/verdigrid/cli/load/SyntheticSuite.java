package io.verdigrid.cli.load;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A suite like a large real one: classes whose numbers of tests and whose durations are log-normal, no test longer than a
 * minute. The same arguments give the same suite.
 */
final class SyntheticSuite {
    private static final long LONGEST_TEST_US = 60_000_000;

    private final List<SyntheticClass> classes = new ArrayList<>();

    /** A class and the durations of its tests, microseconds. */
    record SyntheticClass(String name, List<Long> testsUs) {
        long totalUs() {
            return testsUs.stream().mapToLong(Long::longValue).sum();
        }

        static String test(int number) {
            return "keepsPromise" + number;
        }
    }

    /**
     * Makes the suite.
     *
     * @param totalMs of all its tests; rounding and the limit of a minute may leave a little less
     * @param spread 1 for the spread of a real suite, 0 for a suite of equal classes and tests
     */
    SyntheticSuite(int tests, int classCount, long totalMs, double spread, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] weights = new double[classCount];
        double sum = 0;
        for (int i = 0; i < classCount; i++) {
            weights[i] = logNormal(random, spread);
            sum += weights[i];
        }
        List<double[]> durations = new ArrayList<>();
        double weight = 0;
        double total = 0;
        int made = 0;
        for (int i = 0; i < classCount; i++) {
            weight += weights[i];
            // At least one for this class, and one for each that comes.
            int upTo = Math.min(tests - (classCount - 1 - i), (int) Math.round(tests * weight / sum));
            double[] own = new double[Math.max(1, upTo - made)];
            made += own.length;
            double pace = logNormal(random, 0.9 * spread);
            for (int t = 0; t < own.length; t++) {
                own[t] = pace * logNormal(random, spread);
                total += own[t];
            }
            durations.add(own);
        }
        double usPerWeight = totalMs * 1000.0 / total;
        for (double[] own : durations) {
            List<Long> us = new ArrayList<>(own.length);
            for (double duration : own) {
                us.add(Math.min(LONGEST_TEST_US, Math.max(1, Math.round(duration * usPerWeight))));
            }
            classes.add(new SyntheticClass(name(classes.size()), us));
        }
    }

    List<SyntheticClass> classes() {
        return classes;
    }

    int tests() {
        return classes.stream().mapToInt(each -> each.testsUs().size()).sum();
    }

    long totalUs() {
        return classes.stream().mapToLong(SyntheticClass::totalUs).sum();
    }

    long longestClassUs() {
        return classes.stream().mapToLong(SyntheticClass::totalUs).max().orElse(0);
    }

    private static String name(int number) {
        return "org.example.area" + number / 50 + ".Feature" + number + "Test";
    }

    /** Of mean 1. */
    private static double logNormal(SplittableRandom random, double sigma) {
        return Math.exp(sigma * random.nextGaussian() - sigma * sigma / 2);
    }
}
