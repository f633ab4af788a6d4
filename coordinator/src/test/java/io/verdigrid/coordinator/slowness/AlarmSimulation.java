package io.verdigrid.coordinator.slowness;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * How often the alarm on slow tests is false, and how late a true one is, beside "the last run took more than 1.5 times the moving
 * average": {@code AlarmSimulation [SEED]}.
 *
 * <p>Log-normal durations with the given noise, 12 workers whose speeds spread by 15 %, and two per cent of runs three to ten times
 * as long. Each test has 50 runs and then 20 new ones, after each of which both rules look at the suite.
 */
public final class AlarmSimulation {
    private static final int TESTS = 400;
    private static final int HISTORY = 50;
    private static final int NEW_RUNS = 20;
    private static final int WORKERS = 12;
    private static final double WORKER_SPREAD = 0.15;
    private static final double OUTLIERS = 0.02;
    private static final double SMOOTHING = 0.2;
    private static final double TOO_LONG = 1.5;

    private final Random random;
    private final double noise;

    private AlarmSimulation(long seed, double noise) {
        this.random = new Random(seed);
        this.noise = noise;
    }

    /** Prints a table. */
    public static void main(String[] args) {
        long seed = args.length > 0 ? Long.parseLong(args[0]) : 1;
        System.out.println("seed " + seed + ", " + TESTS + " tests, " + NEW_RUNS + " new runs each");
        System.out.println(
                "| noise | slower | rule | alarms without reason, in 1,000 runs | found within 20 runs | median delay,"
                        + " runs |");
        System.out.println("|---|---|---|---|---|---|");
        for (double noise : new double[] {0.1, 0.3, 0.6}) {
            for (double factor : new double[] {1.5, 2}) {
                new AlarmSimulation(seed, noise).print(factor);
            }
        }
    }

    /** A tenth of the tests become slower with the first new run. */
    private void print(double factor) {
        double[] speeds = new double[WORKERS];
        for (int i = 0; i < WORKERS; i++) {
            speeds[i] = Math.exp(WORKER_SPREAD * random.nextGaussian());
        }
        List<long[]> durations = new ArrayList<>();
        List<List<String>> workers = new ArrayList<>();
        for (int test = 0; test < TESTS; test++) {
            double usualUs = 1e6 * Math.exp(0.5 * random.nextGaussian());
            long[] all = new long[HISTORY + NEW_RUNS];
            List<String> ranOn = new ArrayList<>();
            for (int run = 0; run < all.length; run++) {
                int worker = random.nextInt(WORKERS);
                double us = usualUs * speeds[worker] * Math.exp(noise * random.nextGaussian());
                us *= random.nextDouble() < OUTLIERS ? 3 + 7 * random.nextDouble() : 1;
                us *= isSlower(test) && run >= HISTORY ? factor : 1;
                all[run] = Math.round(us);
                ranOn.add("w" + worker);
            }
            durations.add(all);
            workers.add(ranOn);
        }
        Rule ranks = new Rule();
        Rule average = new Rule();
        for (int run = 1; run <= NEW_RUNS; run++) {
            boolean[] named = named(durations, workers, HISTORY + run);
            for (int test = 0; test < TESTS; test++) {
                ranks.saw(test, run, named[test]);
                average.saw(test, run, isTooLong(durations.get(test), HISTORY + run));
            }
        }
        ranks.print(noise, factor, "rank test, `tests --slower`");
        average.print(noise, factor, "last > 1.5 x EWMA(0.2)");
    }

    private static boolean isSlower(int test) {
        return test % 10 == 0;
    }

    private static boolean[] named(List<long[]> durations, List<List<String>> workers, int runs) {
        SlowTests.Found found = SlowTests.find(to -> {
            for (int test = 0; test < TESTS; test++) {
                Series series = new Series(
                        new Series.Test("", Integer.toString(test), "", ""),
                        Arrays.stream(durations.get(test), runs - HISTORY, runs)
                                .boxed()
                                .toList(),
                        workers.get(test).subList(runs - HISTORY, runs),
                        workers.get(test).subList(runs - HISTORY, runs));
                if (!to.test(series)) {
                    return;
                }
            }
        });
        boolean[] named = new boolean[TESTS];
        found.slower().forEach(test -> named[Integer.parseInt(test.test().uniqueId())] = true);
        return named;
    }

    private static boolean isTooLong(long[] durations, int runs) {
        double average = durations[0];
        for (int i = 1; i < runs - 1; i++) {
            average += SMOOTHING * (durations[i] - average);
        }
        return durations[runs - 1] > TOO_LONG * average;
    }

    /** What a rule said. */
    private static final class Rule {
        private final int[] first = new int[TESTS];
        private int falseAlarms;

        /** An alarm counts once while it lasts, as for whoever reads it. */
        private final boolean[] on = new boolean[TESTS];

        void saw(int test, int run, boolean alarm) {
            if (alarm && isSlower(test) && first[test] == 0) {
                first[test] = run;
            }
            if (alarm && !isSlower(test) && !on[test]) {
                falseAlarms++;
            }
            on[test] = alarm;
        }

        void print(double noise, double factor, String name) {
            List<Integer> delays = new ArrayList<>();
            int slower = 0;
            int steady = 0;
            for (int test = 0; test < TESTS; test++) {
                slower += isSlower(test) ? 1 : 0;
                steady += isSlower(test) ? 0 : 1;
                if (first[test] > 0) {
                    delays.add(first[test]);
                }
            }
            delays.sort(null);
            System.out.println(String.format(
                    Locale.ROOT,
                    "| %.1f | x%.1f | %s | %.2f | %.0f %% | %s |",
                    noise,
                    factor,
                    name,
                    1000.0 * falseAlarms / (steady * NEW_RUNS),
                    100.0 * delays.size() / slower,
                    delays.isEmpty() ? "-" : delays.get(delays.size() / 2)));
        }
    }
}
