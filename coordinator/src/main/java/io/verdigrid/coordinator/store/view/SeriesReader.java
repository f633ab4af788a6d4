package io.verdigrid.coordinator.store.view;

import io.verdigrid.coordinator.model.Outcome;
import io.verdigrid.coordinator.rows.Keys;
import io.verdigrid.coordinator.rows.Rows;
import io.verdigrid.coordinator.rows.RunRow;
import io.verdigrid.coordinator.rows.Table;
import io.verdigrid.coordinator.rows.TestFigures;
import io.verdigrid.coordinator.rows.TextRow;
import io.verdigrid.coordinator.rows.UnitFigures;
import io.verdigrid.coordinator.slowness.Series;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Reads the newest passes of each test of a suite. A retest is left out: it had a JVM for itself, which is slower. For one thread.
 */
final class SeriesReader {
    private final Rows rows;
    private final int length;

    /**
     * A reader.
     *
     * @param length passes of each test at most
     */
    SeriesReader(Rows rows, int length) {
        this.rows = rows;
        this.length = length;
    }

    void each(String suite, Predicate<Series> to) {
        boolean[] more = {true};
        rows.scan(Table.HISTORY_SCOPE, Keys.texts(suite, ""), (key, value) -> {
            String module = Keys.secondText(key);
            int scope = (int) TextRow.number(Table.HISTORY_SCOPE, value);
            rows.scan(Table.HISTORY_UNIT, Keys.number(scope), (unitKey, row) -> {
                more[0] = each(module, UnitFigures.decode(row), to);
                return more[0];
            });
            return more[0];
        });
    }

    /** Newest first, until it is turned. */
    private static final class Passes {
        private final List<Long> durationsUs = new ArrayList<>();
        private final List<String> workers = new ArrayList<>();
        private final List<String> builds = new ArrayList<>();

        Series series(String module, TestFigures test) {
            Collections.reverse(durationsUs);
            Collections.reverse(workers);
            Collections.reverse(builds);
            Series.Test whose = new Series.Test(module, test.uniqueId(), test.className(), test.name());
            return new Series(whose, durationsUs, workers, builds);
        }
    }

    private boolean each(String module, UnitFigures unit, Predicate<Series> to) {
        Map<Integer, Passes> passes = new HashMap<>();
        for (int block : unit.blocks()) {
            rows.scanBack(Table.HISTORY_RUN, Keys.numbers(unit.number(), block), null, (key, value) -> {
                RunRow row = RunRow.decode(value);
                row.entries().forEach(entry -> add(row.run().buildId(), entry, passes));
                return true;
            });
        }
        for (TestFigures test : unit.tests()) {
            Passes ofTest = passes.get(test.number());
            if (ofTest != null && !to.test(ofTest.series(module, test))) {
                return false;
            }
        }
        return true;
    }

    private void add(String build, RunRow.Entry entry, Map<Integer, Passes> to) {
        Passes passes = to.computeIfAbsent(entry.test(), test -> new Passes());
        if (entry.outcome() == Outcome.PASSED && entry.number() == 1 && passes.durationsUs.size() < length) {
            passes.durationsUs.add(entry.durationUs());
            passes.workers.add(entry.circumstances().worker());
            passes.builds.add(build);
        }
    }
}
