package io.verdigrid.coordinator.store.view;

import io.verdigrid.coordinator.model.PlannedUnit;
import io.verdigrid.coordinator.model.TestInfo;
import io.verdigrid.coordinator.model.TestPast;
import io.verdigrid.coordinator.rows.Keys;
import io.verdigrid.coordinator.rows.Ring;
import io.verdigrid.coordinator.rows.Rows;
import io.verdigrid.coordinator.rows.Table;
import io.verdigrid.coordinator.rows.TestFigures;
import io.verdigrid.coordinator.rows.TextRow;
import io.verdigrid.coordinator.rows.UnitFigures;
import io.verdigrid.coordinator.store.HistoryStore.UnitEstimate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Estimates units of one module of a suite. For one thread. */
final class Estimates {
    /** What a test is thought to take of which nothing is known, microseconds. */
    private static final long UNKNOWN_US = 1_000_000;

    private final Rows rows;
    private final int scope;
    private final StandingList standings;
    private final Map<String, Long> packages = new HashMap<>();

    Estimates(Rows rows, String suite, String module) {
        this.rows = rows;
        byte[] known = rows.get(Table.HISTORY_SCOPE, Keys.texts(suite, module));
        scope = known == null ? 0 : (int) TextRow.number(Table.HISTORY_SCOPE, known);
        standings = new StandingList(rows, scope);
    }

    UnitEstimate of(PlannedUnit unit) {
        byte[] known = rows.get(Table.HISTORY_UNIT, Keys.numberAndText(scope, unit.unitId()));
        UnitFigures figures = known == null ? null : UnitFigures.decode(known);
        long unknownUs = unknownTest(unit.className(), figures);
        long fixtureMs = figures == null ? 0 : figures.fixtureMs();
        long sumUs = 1000 * fixtureMs;
        List<Long> testsUs = new ArrayList<>(unit.tests().size());
        boolean fromHistory = false;
        for (TestInfo info : unit.tests()) {
            TestFigures test = figures == null ? null : figures.test(info.uniqueId());
            boolean isKnown = test != null && test.hasEstimate();
            long testUs = test != null && isKnown ? test.estimateUs() : unknownUs;
            fromHistory |= isKnown;
            sumUs += testUs;
            testsUs.add(testUs);
        }
        return new UnitEstimate((sumUs + 999) / 1000, fromHistory, fixtureMs, testsUs, pasts(figures));
    }

    private Map<String, TestPast> pasts(@Nullable UnitFigures unit) {
        Map<String, TestPast> pasts = new HashMap<>();
        if (unit != null) {
            for (TestFigures test : unit.tests()) {
                TestPast past = standings.past(test.uniqueId(), test.passes());
                if (!past.equals(TestPast.NONE)) {
                    pasts.put(test.uniqueId(), past);
                }
            }
        }
        return pasts;
    }

    private long unknownTest(String className, @Nullable UnitFigures unit) {
        long ofClass = unit == null ? -1 : unit.medianEstimateUs();
        return ofClass >= 0 ? ofClass : packages.computeIfAbsent(Keys.packageOf(className), p -> ofPackage(className));
    }

    private long ofPackage(String className) {
        List<Long> medians = new ArrayList<>();
        rows.scan(Table.HISTORY_CLASS, Keys.packageOfClass(scope, className), (key, value) -> {
            long median = TextRow.number(Table.HISTORY_CLASS, value);
            return median < 0 || medians.add(median);
        });
        long[] sorted = medians.stream().mapToLong(Long::longValue).sorted().toArray();
        return sorted.length == 0 ? UNKNOWN_US : Ring.quantile(sorted, sorted.length, 0.5);
    }
}
