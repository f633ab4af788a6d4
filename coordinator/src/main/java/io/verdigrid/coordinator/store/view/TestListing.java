package io.verdigrid.coordinator.store.view;

import io.verdigrid.coordinator.rows.Keys;
import io.verdigrid.coordinator.rows.Rows;
import io.verdigrid.coordinator.rows.Table;
import io.verdigrid.coordinator.rows.TestFigures;
import io.verdigrid.coordinator.rows.TextRow;
import io.verdigrid.coordinator.rows.UnitFigures;
import io.verdigrid.coordinator.store.HistoryStore.Sort;
import io.verdigrid.coordinator.store.HistoryStore.TestHistory;
import io.verdigrid.coordinator.store.HistoryStore.TestPage;
import io.verdigrid.coordinator.store.HistoryStore.TestQuery;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Makes one page of tests. Percentiles are read for the tests of the page only, unless they are what it is sorted by. */
final class TestListing {
    private final Rows rows;
    private final TestQuery query;
    private final String filter;
    private final List<Line> lines = new ArrayList<>();
    private final Map<Integer, PassDurations> durations = new HashMap<>();

    TestListing(Rows rows, TestQuery query) {
        this.rows = rows;
        this.query = query;
        this.filter = query.filter().toLowerCase(Locale.ROOT);
    }

    /** A test that the filter lets through. */
    private record Line(String suite, String module, Percentiles percentiles, TestFigures test) {
        String title() {
            return test.className() + '#' + test.name();
        }

        /** A test that never ran has no rate, and comes last. */
        double passRate() {
            return test.runs() == 0 ? 2 : (double) test.passes() / test.runs();
        }
    }

    /** Finds the percentiles of a unit's tests. */
    private record Percentiles(int unit, int tests) {}

    TestPage page() {
        byte[] prefix = query.suite().isEmpty() ? Keys.ALL : Keys.texts(query.suite(), "");
        rows.scan(Table.HISTORY_SCOPE, prefix, (key, value) -> {
            int scope = (int) TextRow.number(Table.HISTORY_SCOPE, value);
            addScope(Keys.firstText(key), Keys.secondText(key), scope);
            return true;
        });
        Comparator<Line> order = order(query.sort())
                .thenComparing(Line::title)
                .thenComparing(line -> line.test().uniqueId())
                .thenComparing(Line::module)
                .thenComparing(Line::suite);
        lines.sort(query.reverse() ? order.reversed() : order);
        int from = Math.min(Math.max(0, query.offset()), lines.size());
        int to = Math.min(lines.size() - from, Math.max(0, query.limit())) + from;
        List<TestHistory> page =
                lines.subList(from, to).stream().map(this::history).toList();
        return new TestPage(page, lines.size());
    }

    private void addScope(String suite, String module, int scope) {
        rows.scan(Table.HISTORY_UNIT, Keys.number(scope), (key, value) -> {
            UnitFigures unit = UnitFigures.decode(value);
            Percentiles percentiles = new Percentiles(unit.number(), unit.testNumbers());
            for (TestFigures test : unit.tests()) {
                Line line = new Line(suite, module, percentiles, test);
                if (test.isTest()
                        && (filter.isEmpty()
                                || line.title().toLowerCase(Locale.ROOT).contains(filter))) {
                    lines.add(line);
                }
            }
            return true;
        });
    }

    private Comparator<Line> order(Sort sort) {
        return switch (sort) {
            case TIME_LOST ->
                Comparator.comparingLong((Line line) -> -line.test().timeLostUs());
            case PASS_RATE -> Comparator.comparingDouble(Line::passRate);
            case MEDIAN -> Comparator.comparingLong((Line line) -> -quantile(line, 0.5));
            case P95 -> Comparator.comparingLong((Line line) -> -quantile(line, 0.95));
            case RUNS -> Comparator.comparingInt((Line line) -> -line.test().runs());
            case NAME -> Comparator.comparing(Line::title);
        };
    }

    private long quantile(Line line, double part) {
        Percentiles of = line.percentiles();
        return durations
                .computeIfAbsent(of.unit(), unit -> PassDurations.read(rows, unit, of.tests()))
                .quantile(line.test().number(), part);
    }

    private TestHistory history(Line line) {
        TestFigures test = line.test();
        WilsonInterval rate = WilsonInterval.of(test.passes(), test.runs());
        return new TestHistory(
                line.suite(),
                line.module(),
                test.uniqueId(),
                test.className(),
                test.name(),
                test.runs(),
                test.passes(),
                rate.low(),
                rate.high(),
                quantile(line, 0.5),
                quantile(line, 0.95),
                test.timeLostUs(),
                test.lastRedAtMs(),
                test.intermittentBuilds());
    }
}
