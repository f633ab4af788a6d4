package io.verdigrid.coordinator.store.view;

import io.verdigrid.coordinator.model.Trunk;
import io.verdigrid.coordinator.rows.Keys;
import io.verdigrid.coordinator.rows.Snapshots;
import io.verdigrid.coordinator.rows.Table;
import io.verdigrid.coordinator.rows.TrunkRow;
import io.verdigrid.coordinator.rows.TrunkRow.Gate;
import io.verdigrid.coordinator.store.TrunkStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Trunks from rows. Thread-safe; each call sees one snapshot. */
public final class TrunkView implements TrunkStore {
    private final Snapshots snapshots;

    /** A view of what these snapshots show. */
    public TrunkView(Snapshots snapshots) {
        this.snapshots = snapshots;
    }

    @Override
    public List<Trunk> trunks(String branch) {
        return snapshots.read(rows -> {
            List<Trunk> trunks = new ArrayList<>();
            if (branch.isEmpty()) {
                rows.scan(Table.TRUNK, Keys.ALL, (key, value) -> add(trunks, Keys.asText(key), value));
            } else {
                byte[] row = rows.get(Table.TRUNK, Keys.text(branch));
                if (row != null) {
                    add(trunks, branch, row);
                }
            }
            return trunks;
        });
    }

    private static boolean add(List<Trunk> trunks, String branch, byte[] row) {
        TrunkRow.decode(row).gates().stream()
                .sorted(Comparator.comparing(Gate::suite))
                .map(gate -> new Trunk(branch, gate.suite(), gate.blocks(), gate.opened()))
                .forEach(trunks::add);
        return true;
    }
}
