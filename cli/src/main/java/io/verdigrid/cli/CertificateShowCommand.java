package io.verdigrid.cli;

import io.verdigrid.cli.certificate.CertificateClient;
import io.verdigrid.cli.certificate.CertificateText;
import io.verdigrid.cli.console.Exit;
import io.verdigrid.cli.console.Problem;
import io.verdigrid.cli.grid.Grid;
import io.verdigrid.protocol.certificate.Envelope;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows a build's certificate. */
@Command(name = "show", description = "Shows what a build's green certificate says, or writes it to a file.")
final class CertificateShowCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private final GridOptions grid = new GridOptions();

    @Parameters(paramLabel = "BUILD", description = "As `verdigrid builds` lists it.")
    String build = "";

    @Option(names = "--out", paramLabel = "FILE", description = "Write the certificate (DSSE, JSON) there.")
    @Nullable
    String out;

    @Option(names = "--json", description = "Print the certificate itself.")
    boolean json;

    CertificateShowCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        byte[] envelope;
        try (Grid opened = grid.openForReading(surroundings)) {
            envelope = new CertificateClient(opened).get(build).getEnvelope().toByteArray();
        }
        if (out != null) {
            Path file = surroundings.resolve(out);
            try {
                Files.write(file, envelope);
            } catch (IOException e) {
                throw Problem.input("--out: cannot write " + file + ": " + e.getMessage());
            }
        }
        surroundings
                .console()
                .out()
                .print(
                        json
                                ? new String(envelope, StandardCharsets.UTF_8) + "\n"
                                : CertificateText.of(Envelope.unverified(envelope)));
        return Exit.OK;
    }
}
