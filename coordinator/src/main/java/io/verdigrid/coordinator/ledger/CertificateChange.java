package io.verdigrid.coordinator.ledger;

import io.verdigrid.coordinator.ledger.Applied.Answer;
import io.verdigrid.coordinator.model.BuildSpec;
import io.verdigrid.coordinator.model.BuildStatus;
import io.verdigrid.coordinator.model.Lane;
import io.verdigrid.coordinator.rows.CertificateRow;
import io.verdigrid.coordinator.rows.Keys;
import io.verdigrid.coordinator.rows.StateBatch;
import io.verdigrid.coordinator.rows.Table;
import io.verdigrid.coordinator.rows.TextRow;
import java.util.List;

/**
 * What changes certificates. A build that ends green puts one into the outbox in the same write, so that none is ever forgotten;
 * it is signed when it is first asked for, since signing needs a key, which no replica of this state has.
 */
final class CertificateChange {
    private final StateBatch batch;

    CertificateChange(StateBatch batch) {
        this.batch = batch;
    }

    void ended(LiveBuild build, Command.EndBuild end) {
        BuildSpec spec = build.row.spec();
        if (end.status() == BuildStatus.GREEN
                && spec.settings().lane() == Lane.MAIN
                && spec.artifact().isPresent()) {
            put(build.buildId, new CertificateRow(true, "", authors(build)));
        }
    }

    private List<String> authors(LiveBuild build) {
        byte[] row = batch.get(Table.AUTHORS, Keys.number(build.number()));
        return row == null ? List.of() : TextRow.texts(Table.AUTHORS, row);
    }

    Answer apply(CertificateCommand command) {
        byte[] bytes = batch.get(Table.CERTIFICATE, Keys.text(command.buildId()));
        if (bytes == null) {
            return Answer.TOO_LATE;
        }
        CertificateRow row = CertificateRow.decode(bytes);
        if (command instanceof CertificateCommand.Sign sign && row.envelope().isEmpty()) {
            put(command.buildId(), new CertificateRow(row.pending(), sign.envelope(), row.authors()));
            return Answer.ACCEPTED;
        }
        if (command instanceof CertificateCommand.Acknowledge && row.pending()) {
            put(command.buildId(), new CertificateRow(false, row.envelope(), row.authors()));
            return Answer.ACCEPTED;
        }
        return Answer.DUPLICATE;
    }

    private void put(String buildId, CertificateRow row) {
        batch.put(Table.CERTIFICATE, Keys.text(buildId), row.encode());
    }
}
