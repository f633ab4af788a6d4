package io.verdigrid.coordinator.ledger;

import io.verdigrid.coordinator.judging.Transition;
import io.verdigrid.coordinator.rows.Keys;
import io.verdigrid.coordinator.rows.Rows;
import io.verdigrid.coordinator.rows.StandingRow;
import io.verdigrid.coordinator.rows.StateBatch;
import io.verdigrid.coordinator.rows.Table;
import io.verdigrid.coordinator.rows.TransitionRow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is thought of the tests that were red at some time, in memory, since each build must look for each of its tests
 * here. Those are few: a build in which many are red makes none. For one thread.
 */
final class Standings {
    private final Map<Integer, Map<String, StandingRow>> byScope = new HashMap<>();

    static Standings load(Rows rows) {
        Standings standings = new Standings();
        rows.scan(Table.STANDING, Keys.ALL, (key, value) -> {
            standings.keep(Keys.numberAt(key, 0), Keys.textAfterNumber(key), StandingRow.decode(value));
            return true;
        });
        return standings;
    }

    @Nullable
    StandingRow of(int scope, String uniqueId) {
        Map<String, StandingRow> ofScope = byScope.get(scope);
        return ofScope == null ? null : ofScope.get(uniqueId);
    }

    private void keep(int scope, String uniqueId, StandingRow row) {
        byScope.computeIfAbsent(scope, s -> new HashMap<>()).put(uniqueId, row);
    }

    /** Writes where a test stands now, with what changed. */
    void put(int scope, String uniqueId, StandingRow row, List<Transition> news, StateBatch batch) {
        keep(scope, uniqueId, row);
        batch.put(Table.STANDING, Keys.numberAndText(scope, uniqueId), row.encode());
        int at = row.transitions() - news.size();
        for (Transition transition : news) {
            batch.put(Table.TRANSITION, Keys.numbers(row.number(), at++), new TransitionRow(transition).encode());
        }
    }
}
