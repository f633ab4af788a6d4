package io.verdigrid.coordinator.store.view;

import io.verdigrid.coordinator.rows.DayFigures;
import io.verdigrid.coordinator.rows.DayRow;
import io.verdigrid.coordinator.rows.Keys;
import io.verdigrid.coordinator.rows.Rows;
import io.verdigrid.coordinator.rows.RunRow;
import io.verdigrid.coordinator.rows.Snapshots;
import io.verdigrid.coordinator.rows.Table;
import io.verdigrid.coordinator.rows.TestFigures;
import io.verdigrid.coordinator.rows.TextRow;
import io.verdigrid.coordinator.rows.UnitFigures;
import io.verdigrid.coordinator.slowness.SlowTests;
import io.verdigrid.coordinator.store.PastStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Tests' pasts from rows. Thread-safe; each call sees one snapshot. */
public final class PastView implements PastStore {
    private final Snapshots snapshots;

    /** A view of what these snapshots show. */
    public PastView(Snapshots snapshots) {
        this.snapshots = snapshots;
    }

    @Override
    public List<TestKey> find(TestName name, int limit) {
        return snapshots.read(rows -> new TestFinder(rows, name, limit).find());
    }

    @Override
    public Optional<Past> past(TestKey test, Optional<Place> before, int limit) {
        return snapshots.read(rows -> unit(rows, test).flatMap(unit -> past(rows, unit, test, before, limit)));
    }

    @Override
    public SortedMap<String, SlowTests.Found> slower(String suite) {
        return snapshots.read(rows -> {
            SortedMap<String, SlowTests.Found> found = new TreeMap<>();
            byte[] prefix = suite.isEmpty() ? Keys.ALL : Keys.texts(suite, "");
            rows.scan(Table.HISTORY_SCOPE, prefix, (key, value) -> {
                found.computeIfAbsent(Keys.firstText(key), name -> slower(rows, name));
                return true;
            });
            return found;
        });
    }

    private static SlowTests.Found slower(Rows rows, String suite) {
        SeriesReader reader = new SeriesReader(rows, SlowTests.NEWEST + SlowTests.BEFORE);
        return SlowTests.find(to -> reader.each(suite, to));
    }

    @Override
    public List<PastDay> days(TestKey test, int limit) {
        return snapshots.read(rows -> {
            List<PastDay> days = new ArrayList<>();
            unit(rows, test).ifPresent(unit -> {
                TestFigures figures = unit.test(test.uniqueId());
                if (figures != null) {
                    addDays(rows, unit.number(), figures.number(), limit, days);
                }
            });
            return days;
        });
    }

    private static void addDays(Rows rows, int unit, int test, int limit, List<PastDay> to) {
        rows.scanBack(Table.HISTORY_DAY, Keys.numbers(unit, RunRow.block(test)), null, (key, value) -> {
            DayFigures day = to.size() < limit ? DayRow.decode(value).find(test) : null;
            if (day != null) {
                to.add(day(Keys.numberAt(key, 2), day));
            }
            return to.size() < limit;
        });
    }

    private static PastDay day(int day, DayFigures figures) {
        return new PastDay(
                day,
                figures.passes(),
                figures.reds(),
                figures.others(),
                figures.passes() == 0 ? 0 : figures.passUs() / figures.passes(),
                figures.durations().quantile(0.5),
                figures.durations().quantile(0.95));
    }

    private static Optional<UnitFigures> unit(Rows rows, TestKey test) {
        byte[] scope = rows.get(Table.HISTORY_SCOPE, Keys.texts(test.suite(), test.module()));
        if (scope == null) {
            return Optional.empty();
        }
        int number = (int) TextRow.number(Table.HISTORY_SCOPE, scope);
        return Optional.ofNullable(rows.get(Table.HISTORY_UNIT, Keys.numberAndText(number, test.unitId())))
                .map(UnitFigures::decode);
    }

    private static Optional<Past> past(Rows rows, UnitFigures unit, TestKey key, Optional<Place> before, int limit) {
        TestFigures test = unit.test(key.uniqueId());
        if (test == null) {
            return Optional.empty();
        }
        int block = RunRow.block(test.number());
        List<PastAttempt> attempts = new ArrayList<>();
        List<Place> places = new ArrayList<>();
        // The run of the last place again: a page may have ended within it.
        byte[] end = before.map(place -> Keys.numbers(unit.number(), block, place.run() + 1))
                .orElse(null);
        rows.scanBack(Table.HISTORY_RUN, Keys.numbers(unit.number(), block), end, (row, value) -> {
            int run = Keys.numberAt(row, 2);
            int below = before.isPresent() && before.get().run() == run
                    ? before.get().number()
                    : Integer.MAX_VALUE;
            addNewestFirst(RunRow.decode(value, number -> number == test.number()), below, attempts);
            while (places.size() < attempts.size()) {
                places.add(new Place(run, attempts.get(places.size()).number()));
            }
            return attempts.size() <= limit;
        });
        if (attempts.size() <= limit) {
            return Optional.of(new Past(attempts, unit.fixtureMs(), Optional.empty()));
        }
        return Optional.of(new Past(attempts.subList(0, limit), unit.fixtureMs(), Optional.of(places.get(limit - 1))));
    }

    private static void addNewestFirst(RunRow row, int belowNumber, List<PastAttempt> to) {
        List<RunRow.Entry> entries = row.entries();
        for (int i = entries.size() - 1; i >= 0; i--) {
            RunRow.Entry entry = entries.get(i);
            if (entry.number() < belowNumber) {
                to.add(attempt(row.run(), entry));
            }
        }
    }

    private static PastAttempt attempt(RunRow.Run run, RunRow.Entry entry) {
        RunRow.Circumstances all = entry.circumstances();
        return new PastAttempt(
                run.buildId(),
                entry.number(),
                entry.outcome(),
                entry.durationUs(),
                run.slotTimeMs(),
                all.startedAtMs(),
                all.codeKey(),
                all.worker(),
                all.run(),
                all.position(),
                all.loadPercent() / 100.0);
    }
}
