package io.verdigrid.coordinator.ledger;

import io.verdigrid.coordinator.rows.Keys;
import io.verdigrid.coordinator.rows.RunRow;
import io.verdigrid.coordinator.rows.StateBatch;
import io.verdigrid.coordinator.rows.Table;
import io.verdigrid.coordinator.rows.UnitFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The attempts that one build adds to a unit's history at one time: a row for each block of tests. For one thread. */
final class HistoryRun {
    private final RunRow.Run run;
    private final Map<Integer, List<RunRow.Entry>> blocks = new TreeMap<>();

    HistoryRun(RunRow.Run run) {
        this.run = run;
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
        });
    }
}
