package io.verdigrid.coordinator.store.view;

import io.verdigrid.coordinator.model.Outcome;
import io.verdigrid.coordinator.rows.Keys;
import io.verdigrid.coordinator.rows.Ring;
import io.verdigrid.coordinator.rows.Rows;
import io.verdigrid.coordinator.rows.RunRow;
import io.verdigrid.coordinator.rows.Table;
import java.util.Arrays;

/** The newest passes of each test of a unit, microseconds. For one thread. */
final class PassDurations {
    /** How many passes median and 95th percentile look at. */
    private static final int PASSES = 200;

    private static final long[] EMPTY = new long[0];

    private final long[][] durations;
    private final int[] counts;

    private PassDurations(int tests) {
        durations = new long[tests][];
        Arrays.fill(durations, EMPTY);
        counts = new int[tests];
    }

    /**
     * Reads them.
     *
     * @param tests the numbers of tests are below this
     */
    static PassDurations read(Rows rows, int unit, int tests) {
        return read(rows, Keys.number(unit), tests);
    }

    /** Reads those of one block of tests. */
    static PassDurations read(Rows rows, int unit, int block, int tests) {
        return read(rows, Keys.numbers(unit, block), tests);
    }

    private static PassDurations read(Rows rows, byte[] prefix, int tests) {
        PassDurations passes = new PassDurations(tests);
        rows.scanBack(Table.HISTORY_RUN, prefix, null, (key, value) -> {
            RunRow.visit(value, (test, number, outcome, durationUs) -> {
                // A test that is forgotten may be among its neighbours.
                if (outcome == Outcome.PASSED && test < tests) {
                    passes.add(test, durationUs);
                }
            });
            return true;
        });
        for (int test = 0; test < tests; test++) {
            Arrays.sort(passes.durations[test], 0, passes.counts[test]);
        }
        return passes;
    }

    private void add(int test, long durationUs) {
        int count = counts[test];
        if (count == PASSES) {
            return;
        }
        if (count == durations[test].length) {
            durations[test] = Arrays.copyOf(durations[test], Math.min(PASSES, 2 * count + 4));
        }
        durations[test][count] = durationUs;
        counts[test]++;
    }

    /** A quantile of a test's passes; 0: it has none. */
    long quantile(int test, double part) {
        return test < counts.length ? Ring.quantile(durations[test], counts[test], part) : 0;
    }
}
