package io.verdigrid.coordinator.store.view;

import io.verdigrid.coordinator.model.PlannedUnit;
import io.verdigrid.coordinator.rows.Snapshots;
import io.verdigrid.coordinator.store.HistoryStore;
import java.util.List;

/** Histories from rows. Thread-safe; each call sees one snapshot. */
public final class HistoryView implements HistoryStore {
    private final Snapshots snapshots;

    /** A view of what these snapshots show. */
    public HistoryView(Snapshots snapshots) {
        this.snapshots = snapshots;
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
    public TestPage tests(TestQuery query) {
        return snapshots.read(rows -> new TestListing(rows, query).page());
    }
}
