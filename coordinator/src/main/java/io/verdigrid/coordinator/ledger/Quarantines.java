package io.verdigrid.coordinator.ledger;

import io.verdigrid.coordinator.model.QuarantinedTest;
import io.verdigrid.coordinator.rows.Keys;
import io.verdigrid.coordinator.rows.QuarantineRow;
import io.verdigrid.coordinator.rows.Rows;
import io.verdigrid.coordinator.rows.StateBatch;
import io.verdigrid.coordinator.rows.Table;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The tests that are in quarantine, by the number of their history and their id, in memory. For one thread. */
final class Quarantines {
    private final Map<Integer, SortedMap<String, QuarantinedTest>> byScope = new HashMap<>();

    static Quarantines load(Rows rows) {
        Quarantines quarantines = new Quarantines();
        rows.scan(Table.QUARANTINE, Keys.ALL, (key, value) -> {
            quarantines.keep(
                    Keys.numberAt(key, 0), QuarantineRow.decode(value).tests().get(0));
            return true;
        });
        return quarantines;
    }

    private void keep(int scope, QuarantinedTest test) {
        byScope.computeIfAbsent(scope, s -> new TreeMap<>()).put(test.uniqueId(), test);
    }

    @Nullable
    QuarantinedTest of(int scope, String uniqueId) {
        return byScope.getOrDefault(scope, new TreeMap<>()).get(uniqueId);
    }

    /** Of one history, by id. */
    Collection<QuarantinedTest> all(int scope) {
        return List.copyOf(byScope.getOrDefault(scope, new TreeMap<>()).values());
    }

    void put(int scope, QuarantinedTest test, StateBatch batch) {
        keep(scope, test);
        batch.put(
                Table.QUARANTINE,
                Keys.numberAndText(scope, test.uniqueId()),
                new QuarantineRow(List.of(test)).encode());
    }

    void remove(int scope, String uniqueId, StateBatch batch) {
        byScope.getOrDefault(scope, new TreeMap<>()).remove(uniqueId);
        batch.delete(Table.QUARANTINE, Keys.numberAndText(scope, uniqueId));
    }
}
