package io.verdigrid.cli;

import io.verdigrid.cli.certificate.CertificateClient;
import io.verdigrid.cli.console.Console;
import io.verdigrid.cli.console.Exit;
import io.verdigrid.cli.console.Table;
import io.verdigrid.cli.console.Table.Column;
import io.verdigrid.cli.grid.Grid;
import io.verdigrid.protocol.certificate.Envelope;
import io.verdigrid.protocol.certificate.GreenStatement;
import io.verdigrid.protocol.certificate.v1.Certificate;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists the newest certificates. */
@Command(name = "list", description = "Lists the newest certificates, and whether a deployer has taken them.")
final class CertificateListCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private final GridOptions grid = new GridOptions();

    @Option(names = "--pending", description = "Only those that no deployer has taken.")
    boolean pending;

    @Option(names = "--limit", paramLabel = "N", description = "At most so many, 100 at most. Default: 20.")
    int limit = 20;

    CertificateListCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Console console = surroundings.console();
        try (Grid opened = grid.openForReading(surroundings)) {
            List<Certificate> certificates = new CertificateClient(opened).list(pending, limit);
            Table table = new Table(
                    Column.left("BUILD"), Column.left("REVISION"), Column.left("TAKEN"), Column.elastic("ARTIFACT"));
            for (Certificate certificate : certificates) {
                GreenStatement statement =
                        Envelope.unverified(certificate.getEnvelope().toByteArray());
                table.row(
                        certificate.getBuildId(),
                        statement.origin().revision(),
                        certificate.getPending() ? "no" : "yes",
                        statement.artifact().hex());
            }
            console.out()
                    .print(
                            certificates.isEmpty()
                                    ? "No certificate: run with --artifact FILE, and a green build has one.\n"
                                    : table.render(console.tableWidth()));
            return Exit.OK;
        }
    }
}
