package io.verdigrid.coordinator.store.view;

import io.verdigrid.coordinator.model.PlannedUnit;
import io.verdigrid.coordinator.model.QuarantinedTest;
import io.verdigrid.coordinator.rows.Keys;
import io.verdigrid.coordinator.rows.QuarantineRow;
import io.verdigrid.coordinator.rows.Snapshots;
import io.verdigrid.coordinator.rows.Table;
import io.verdigrid.coordinator.rows.TestFigures;
import io.verdigrid.coordinator.rows.TextRow;
import io.verdigrid.coordinator.rows.UnitFigures;
import io.verdigrid.coordinator.store.HistoryStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Histories from rows. Thread-safe; each call sees one snapshot. */
public final class HistoryView implements HistoryStore {
    private final Snapshots snapshots;
    private final TestTable table;

    /** A view of what these snapshots show, with a table that follows them. */
    public HistoryView(Snapshots snapshots, TestTable table) {
        this.snapshots = snapshots;
        this.table = table;
    }

    @Override
    public List<UnitEstimate> estimates(String suite, String module, List<PlannedUnit> units) {
        return snapshots.read(rows -> {
            Estimates estimates = new Estimates(rows, suite, module);
            return units.stream().map(estimates::of).toList();
        });
    }

    @Override
    public List<StateChange> changes(String suite, String module, String uniqueId) {
        return snapshots.read(rows -> new StandingList(rows, suite, module).changes(uniqueId));
    }

    @Override
    public Optional<TestName> name(String suite, String module, String uniqueId) {
        return snapshots.read(rows -> {
            byte[] scope = rows.get(Table.HISTORY_SCOPE, Keys.texts(suite, module));
            if (scope == null) {
                return Optional.empty();
            }
            int number = (int) TextRow.number(Table.HISTORY_SCOPE, scope);
            // A unit's id begins those of its tests.
            for (int end = uniqueId.length(); end > 0; end = uniqueId.lastIndexOf("/[", end - 1)) {
                byte[] unit = rows.get(Table.HISTORY_UNIT, Keys.numberAndText(number, uniqueId.substring(0, end)));
                TestFigures test =
                        unit == null ? null : UnitFigures.decode(unit).test(uniqueId);
                if (test != null) {
                    return Optional.of(new TestName(test.className(), test.name()));
                }
            }
            return Optional.empty();
        });
    }

    @Override
    public List<QuarantinedTest> quarantined(String suite) {
        return snapshots.read(rows -> {
            List<QuarantinedTest> found = new ArrayList<>();
            rows.scan(Table.QUARANTINE, Keys.ALL, (key, value) -> {
                QuarantinedTest test = QuarantineRow.decode(value).tests().get(0);
                if (suite.isEmpty() || suite.equals(test.suite())) {
                    found.add(test);
                }
                return true;
            });
            return found;
        });
    }

    @Override
    public TestPage tests(TestQuery query) {
        TestListing listing = new TestListing(table, query);
        TestTable.Chosen chosen = listing.choose();
        return snapshots.read(rows -> listing.page(chosen, rows));
    }
}
