package io.verdigrid.coordinator.store.view;

import io.verdigrid.coordinator.rows.Rows;
import io.verdigrid.coordinator.rows.RunRow;
import io.verdigrid.coordinator.rows.Table;
import io.verdigrid.coordinator.rows.TestFigures;
import io.verdigrid.coordinator.rows.UnitFigures;
import io.verdigrid.coordinator.store.HistoryStore.Sort;
import io.verdigrid.coordinator.store.HistoryStore.TestHistory;
import io.verdigrid.coordinator.store.HistoryStore.TestPage;
import io.verdigrid.coordinator.store.HistoryStore.TestQuery;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Makes one page of tests: chosen in memory, and then read from the rows. For one thread. */
final class TestListing {
    /** What a reader looks at of what changed since somebody looked; more would keep it waiting. */
    private static final int UNITS_AT_ONCE = 200;

    private static final int PERCENTILES_AT_ONCE = 4;

    private final TestTable table;
    private final TestQuery query;
    private final String filter;

    TestListing(TestTable table, TestQuery query) {
        this.table = table;
        this.query = query;
        this.filter = query.filter().toLowerCase(Locale.ROOT);
    }

    /** Which tests, in order. */
    TestTable.Chosen choose() {
        boolean byPercentile = query.sort() == Sort.MEDIAN || query.sort() == Sort.P95;
        table.follow(UNITS_AT_ONCE, byPercentile ? PERCENTILES_AT_ONCE : 0);
        if (byPercentile) {
            table.needPercentiles();
        }
        return table.choose(this::isWanted, key(query.sort()), query.reverse(), query.offset(), query.limit());
    }

    private boolean isWanted(TestLine line) {
        return (query.suite().isEmpty() || query.suite().equals(line.unit.suite()))
                && (query.state() == null || query.state() == line.state)
                && (filter.isEmpty() || line.title.contains(filter));
    }

    /** The lowest comes first. */
    private static ToLongFunction<TestLine> key(Sort sort) {
        return switch (sort) {
            case TIME_LOST -> line -> -line.timeLostUs;
            // The bits of numbers that are not negative are in the numbers' order.
            case PASS_RATE -> line -> Double.doubleToRawLongBits(line.passRate());
            case MEDIAN -> line -> -line.medianUs;
            case P95 -> line -> -line.p95Us;
            case RUNS -> line -> -line.runs;
            case NAME -> line -> 0;
        };
    }

    /** The chosen tests as the rows have them. */
    TestPage page(TestTable.Chosen chosen, Rows rows) {
        Map<TestUnit, Map<Integer, TestFigures>> units = new HashMap<>();
        Map<Integer, StandingList> standings = new HashMap<>();
        List<TestHistory> page = new ArrayList<>();
        for (TestTable.Place place : chosen.places()) {
            TestUnit unit = place.unit();
            TestFigures test =
                    units.computeIfAbsent(unit, key -> read(key, rows)).get(place.number());
            if (test != null) {
                StandingList ofScope = standings.computeIfAbsent(unit.scope(), scope -> new StandingList(rows, scope));
                page.add(history(exact(place, rows), test, ofScope));
            }
        }
        return new TestPage(page, chosen.total());
    }

    private static Map<Integer, TestFigures> read(TestUnit unit, Rows rows) {
        byte @Nullable [] row = rows.get(Table.HISTORY_UNIT, unit.key().key());
        Map<Integer, TestFigures> tests = new HashMap<>();
        if (row != null) {
            UnitFigures.decode(row).tests().forEach(test -> tests.put(test.number(), test));
        }
        return tests;
    }

    /** Where the table's percentiles are older than the newest run, they are read for the tests of the page. */
    private static TestTable.Place exact(TestTable.Place place, Rows rows) {
        if (place.exact()) {
            return place;
        }
        int number = place.number();
        PassDurations passes = PassDurations.read(rows, place.unit().number(), RunRow.block(number), number + 1);
        return new TestTable.Place(
                place.unit(), number, passes.quantile(number, 0.5), passes.quantile(number, 0.95), true);
    }

    private static TestHistory history(TestTable.Place place, TestFigures test, StandingList standings) {
        WilsonInterval rate = WilsonInterval.of(test.passes(), test.runs());
        return new TestHistory(
                place.unit().suite(),
                place.unit().module(),
                test.uniqueId(),
                test.className(),
                test.name(),
                test.runs(),
                test.passes(),
                rate.low(),
                rate.high(),
                place.medianUs(),
                place.p95Us(),
                test.timeLostUs(),
                test.lastRedAtMs(),
                test.intermittentBuilds(),
                standings.judged(test.uniqueId(), test.passes()));
    }
}
