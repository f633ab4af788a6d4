package io.verdigrid.coordinator.simulation;

import io.verdigrid.coordinator.simulation.TestClass.TimedTest;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Makes up a suite from a seed: log-normal sizes of classes and durations of tests, no test above a minute, and the longest
 * class about seven and a half minutes where the whole takes eight hours. Immutable; milliseconds.
 *
 * @param fixtures every tenth class has a fixture of 2 s, every hundredth one of 25 s, on top of the total
 */
public record SyntheticSuite(int tests, int classes, double totalMs, boolean fixtures) {
    private static final double SIZE_SIGMA = 1.0;
    private static final double CLASS_SIGMA = 0.9;
    private static final double TEST_SIGMA = 1.3;
    /** Shares of the whole. */
    private static final double LONGEST_TEST = 1.0 / 480;

    private static final double LONGEST_CLASS = 1.0 / 64;

    /** The suite of this seed. */
    public Suite generate(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] sizes = sizes(random);
        double[][] millis = new double[classes][];
        for (int i = 0; i < classes; i++) {
            double ofClass = Math.exp(CLASS_SIGMA * Noise.normal(random));
            millis[i] = new double[sizes[i]];
            for (int t = 0; t < sizes[i]; t++) {
                millis[i][t] = ofClass * Math.exp(TEST_SIGMA * Noise.normal(random));
            }
        }
        // To cap some makes the sum smaller, which makes the others longer: it settles quickly.
        for (int round = 0; round < 8; round++) {
            scale(millis);
            cap(millis);
        }
        scale(millis);
        List<TestClass> all = new ArrayList<>();
        for (int i = 0; i < classes; i++) {
            List<TimedTest> named = new ArrayList<>();
            for (int t = 0; t < sizes[i]; t++) {
                named.add(new TimedTest("t" + t, millis[i][t]));
            }
            double fixtureMs = !fixtures ? 0 : i % 100 == 50 ? 25_000 : i % 10 == 5 ? 2_000 : 0;
            all.add(new TestClass(String.format(java.util.Locale.ROOT, "synthetic.C%05d", i), fixtureMs, named));
        }
        return new Suite(all);
    }

    private int[] sizes(SplittableRandom random) {
        double[] weights = new double[classes];
        double sum = 0;
        for (int i = 0; i < classes; i++) {
            weights[i] = Math.exp(SIZE_SIGMA * Noise.normal(random));
            sum += weights[i];
        }
        int[] sizes = new int[classes];
        int spare = tests - classes;
        double due = 0;
        int given = 0;
        for (int i = 0; i < classes; i++) {
            due += spare * weights[i] / sum;
            int more = (int) Math.round(due) - given;
            sizes[i] = 1 + more;
            given += more;
        }
        return sizes;
    }

    private void scale(double[][] millis) {
        double sum = 0;
        for (double[] ofClass : millis) {
            sum += sum(ofClass);
        }
        for (double[] ofClass : millis) {
            multiply(ofClass, totalMs / sum);
        }
    }

    private void cap(double[]... millis) {
        for (double[] ofClass : millis) {
            for (int t = 0; t < ofClass.length; t++) {
                ofClass[t] = Math.min(ofClass[t], totalMs * LONGEST_TEST);
            }
            multiply(ofClass, Math.min(1, totalMs * LONGEST_CLASS / sum(ofClass)));
        }
    }

    private static double sum(double... millis) {
        double sum = 0;
        for (double each : millis) {
            sum += each;
        }
        return sum;
    }

    private static void multiply(double[] millis, double factor) {
        for (int t = 0; t < millis.length; t++) {
            millis[t] *= factor;
        }
    }
}
