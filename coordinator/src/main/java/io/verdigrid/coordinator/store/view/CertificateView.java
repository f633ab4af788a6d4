package io.verdigrid.coordinator.store.view;

import io.verdigrid.coordinator.rows.CertificateRow;
import io.verdigrid.coordinator.rows.Keys;
import io.verdigrid.coordinator.rows.Snapshots;
import io.verdigrid.coordinator.rows.Table;
import io.verdigrid.coordinator.store.CertificateStore;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Certificates from rows. Thread-safe; each call sees one snapshot. */
public final class CertificateView implements CertificateStore {
    private final Snapshots snapshots;

    /** A view of what these snapshots show. */
    public CertificateView(Snapshots snapshots) {
        this.snapshots = snapshots;
    }

    @Override
    public Optional<Stored> certificate(String buildId) {
        return snapshots.read(rows -> Optional.ofNullable(rows.get(Table.CERTIFICATE, Keys.text(buildId)))
                .map(row -> stored(buildId, row)));
    }

    @Override
    public List<Stored> certificates(boolean pendingOnly, int limit) {
        return snapshots.read(rows -> {
            // Ids of builds sort by time.
            Deque<Stored> newest = new ArrayDeque<>();
            rows.scan(Table.CERTIFICATE, Keys.ALL, (key, row) -> {
                Stored one = stored(Keys.asText(key), row);
                if (one.pending() || !pendingOnly) {
                    newest.addFirst(one);
                    if (newest.size() > limit) {
                        newest.removeLast();
                    }
                }
                return true;
            });
            return List.copyOf(newest);
        });
    }

    private static Stored stored(String buildId, byte[] bytes) {
        CertificateRow row = CertificateRow.decode(bytes);
        return new Stored(buildId, row.pending(), row.envelope(), row.authors());
    }
}
