package io.verdigrid.cli;

import io.verdigrid.cli.certificate.CertificateClient;
import io.verdigrid.cli.console.Exit;
import io.verdigrid.cli.grid.Grid;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Prints the key that deployers are to trust. */
@Command(
        name = "key",
        description = "Prints the public half of the key that signs certificates, for a deployer's trusted-keys.")
final class CertificateKeyCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private final GridOptions grid = new GridOptions();

    CertificateKeyCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        try (Grid opened = grid.openForReading(surroundings)) {
            surroundings.console().out().print(new CertificateClient(opened).key());
            return Exit.OK;
        }
    }
}
