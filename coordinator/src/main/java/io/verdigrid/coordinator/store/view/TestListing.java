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
    private final boolean byPercentile;
    private final List<Line> lines = new ArrayList<>();
    private final Map<UnitRef, PassDurations> ofPage = new HashMap<>();

    TestListing(Rows rows, TestQuery query) {
        this.rows = rows;
        this.query = query;
        this.byPercentile = query.sort() == Sort.MEDIAN || query.sort() == Sort.P95;
        this.filter = query.filter().toLowerCase(Locale.ROOT);
    }

    /** A test that the filter lets through. */
    private record Line(
            String suite,
            String module,
            UnitRef unit,
            TestFigures test,
            StandingList standings,
            long medianUs,
            long p95Us) {
        String title() {
            return test.className() + '#' + test.name();
        }

        /** A test that never ran has no rate, and comes last. */
        double passRate() {
            return test.runs() == 0 ? 2 : (double) test.passes() / test.runs();
        }
    }

    /** Finds the passes of a unit's tests. */
    private record UnitRef(int number, int tests) {}

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
        StandingList standings = new StandingList(rows, scope);
        rows.scan(Table.HISTORY_UNIT, Keys.number(scope), (key, value) -> {
            UnitFigures unit = UnitFigures.decode(value);
            UnitRef ref = new UnitRef(unit.number(), unit.testNumbers());
            // Kept for no longer than this unit: all passes of all tests would be hundreds of megabytes.
            PassDurations passes = byPercentile ? passes(ref) : PassDurations.NONE;
            for (TestFigures test : unit.tests()) {
                Line line = new Line(
                        suite,
                        module,
                        ref,
                        test,
                        standings,
                        passes.quantile(test.number(), 0.5),
                        passes.quantile(test.number(), 0.95));
                if (test.isTest()
                        && (query.state() == null || query.state() == standings.state(test.uniqueId()))
                        && (filter.isEmpty()
                                || line.title().toLowerCase(Locale.ROOT).contains(filter))) {
                    lines.add(line);
                }
            }
            return true;
        });
    }

    private static Comparator<Line> order(Sort sort) {
        return switch (sort) {
            case TIME_LOST ->
                Comparator.comparingLong((Line line) -> -line.test().timeLostUs());
            case PASS_RATE -> Comparator.comparingDouble(Line::passRate);
            case MEDIAN -> Comparator.comparingLong((Line line) -> -line.medianUs());
            case P95 -> Comparator.comparingLong((Line line) -> -line.p95Us());
            case RUNS -> Comparator.comparingInt((Line line) -> -line.test().runs());
            case NAME -> Comparator.comparing(Line::title);
        };
    }

    private PassDurations passes(UnitRef unit) {
        return PassDurations.read(rows, unit.number(), unit.tests());
    }

    private TestHistory history(Line line) {
        TestFigures test = line.test();
        PassDurations passes = ofPage.computeIfAbsent(line.unit(), this::passes);
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
                passes.quantile(test.number(), 0.5),
                passes.quantile(test.number(), 0.95),
                test.timeLostUs(),
                test.lastRedAtMs(),
                test.intermittentBuilds(),
                line.standings().judged(test.uniqueId(), test.passes()));
    }
}
