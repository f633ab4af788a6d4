package io.verdigrid.coordinator.store.view;

import io.verdigrid.coordinator.model.Announcement;
import io.verdigrid.coordinator.rows.Keys;
import io.verdigrid.coordinator.rows.OutboxRow;
import io.verdigrid.coordinator.rows.Snapshots;
import io.verdigrid.coordinator.rows.Table;
import io.verdigrid.coordinator.store.OutboxStore;
import java.util.ArrayList;
import java.util.List;

/** The outbox from rows. Thread-safe; each call sees one snapshot. */
public final class OutboxView implements OutboxStore {
    private final Snapshots snapshots;

    /** A view of what these snapshots show. */
    public OutboxView(Snapshots snapshots) {
        this.snapshots = snapshots;
    }

    @Override
    public List<Announcement> waiting() {
        return snapshots.read(rows -> {
            List<Announcement> waiting = new ArrayList<>();
            rows.scan(
                    Table.OUTBOX,
                    Keys.ALL,
                    (key, value) -> waiting.add(
                            OutboxRow.decode(Keys.numberAt(key, 0), value).announcement()));
            return waiting;
        });
    }
}
