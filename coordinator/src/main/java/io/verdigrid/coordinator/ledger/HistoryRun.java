package io.verdigrid.coordinator.ledger;

import io.verdigrid.coordinator.rows.DayRow;
import io.verdigrid.coordinator.rows.Keys;
import io.verdigrid.coordinator.rows.RunRow;
import io.verdigrid.coordinator.rows.StateBatch;
import io.verdigrid.coordinator.rows.Table;
import io.verdigrid.coordinator.rows.UnitFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The attempts that one build adds to a unit's history at one time: a row for each block of tests, and sums for each day. For one
 * thread.
 */
final class HistoryRun {
    private final RunRow.Run run;
    private final long notBeforeMs;
    private final Map<Integer, List<RunRow.Entry>> blocks = new TreeMap<>();

    /**
     * No attempts yet.
     *
     * @param notBeforeMs when the build was submitted: an attempt that seems to have begun before was timed by a wrong clock
     */
    HistoryRun(RunRow.Run run, long notBeforeMs) {
        this.run = run;
        this.notBeforeMs = notBeforeMs;
    }

    void add(int test, LiveUnit.Unfolded attempt) {
        blocks.computeIfAbsent(RunRow.block(test), block -> new ArrayList<>())
                .add(new RunRow.Entry(
                        test, attempt.number(), attempt.outcome(), attempt.durationUs(), attempt.circumstances()));
    }

    /** Puts the rows; in each block the oldest goes that is one too many. */
    void put(UnitFigures figures, StateBatch batch) {
        blocks.forEach((block, entries) -> {
            int number = figures.nextRun(block);
            batch.put(
                    Table.HISTORY_RUN,
                    Keys.numbers(figures.number(), block, number),
                    new RunRow(run, entries).encode());
            if (number >= UnitFigures.RUNS) {
                batch.delete(Table.HISTORY_RUN, Keys.numbers(figures.number(), block, number - UnitFigures.RUNS));
            }
            addToDays(figures.number(), block, entries, batch);
        });
    }

    private void addToDays(int unit, int block, List<RunRow.Entry> entries, StateBatch batch) {
        Map<Integer, List<RunRow.Entry>> byDay = new TreeMap<>();
        for (RunRow.Entry entry : entries) {
            long startedAtMs = Math.max(notBeforeMs, entry.circumstances().startedAtMs());
            byDay.computeIfAbsent(DayRow.day(startedAtMs), day -> new ArrayList<>())
                    .add(entry);
        }
        byDay.forEach((day, ofDay) -> {
            byte[] key = Keys.numbers(unit, block, day);
            byte[] known = batch.get(Table.HISTORY_DAY, key);
            DayRow row = known == null ? new DayRow() : DayRow.decode(known);
            ofDay.forEach(entry -> row.of(entry.test()).add(entry.outcome(), entry.durationUs()));
            batch.put(Table.HISTORY_DAY, key, row.encode());
        });
    }

    /** Removes all that is kept of the tests of a block. */
    static void drop(UnitFigures figures, int block, StateBatch batch) {
        for (Table table : List.of(Table.HISTORY_RUN, Table.HISTORY_DAY)) {
            batch.deleteRange(table, Keys.numbers(figures.number(), block), Keys.numbers(figures.number(), block + 1));
        }
    }
}
