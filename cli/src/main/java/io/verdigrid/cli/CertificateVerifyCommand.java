package io.verdigrid.cli;

import io.verdigrid.cli.certificate.CertificateText;
import io.verdigrid.cli.console.Exit;
import io.verdigrid.cli.console.Problem;
import io.verdigrid.protocol.Digest;
import io.verdigrid.protocol.certificate.Envelope;
import io.verdigrid.protocol.certificate.GreenStatement;
import io.verdigrid.protocol.certificate.TrustedKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks a certificate. */
@Command(
        name = "verify",
        description =
                "Checks that a trusted key signed a certificate, and that it is for this artifact. Ends with 1 if not."
                        + " Asks no grid.")
final class CertificateVerifyCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Parameters(paramLabel = "FILE", description = "The certificate.")
    String file = "";

    @Option(
            names = "--key",
            paramLabel = "FILE",
            required = true,
            description = "A trusted public key, as `verdigrid certificate key` prints it. Repeats.")
    List<String> keys = new ArrayList<>();

    @Option(names = "--artifact", paramLabel = "FILE|sha256:HEX", description = "What it must be for.")
    @Nullable
    String artifact;

    CertificateVerifyCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Path path = surroundings.resolve(file);
        byte[] envelope;
        TrustedKeys trusted;
        try {
            envelope = Files.readAllBytes(path);
            trusted = TrustedKeys.read(keys.stream().map(surroundings::resolve).toList());
        } catch (IOException e) {
            throw Problem.input("cannot read " + path + (Files.exists(path) ? "" : ": there is no such file"));
        } catch (IllegalArgumentException e) {
            throw Problem.input("--key: " + e.getMessage());
        }
        GreenStatement statement;
        try {
            statement = Envelope.verify(envelope, trusted);
        } catch (IllegalArgumentException e) {
            surroundings.console().out().println(path + " is not valid: " + e.getMessage());
            return Exit.RED;
        }
        if (artifact != null) {
            Digest digest = ArtifactDigest.of(artifact, surroundings.folder());
            if (!digest.equals(statement.artifact())) {
                surroundings
                        .console()
                        .out()
                        .println(path + " is for another artifact: sha256:" + statement.artifact()
                                + ", and this one is sha256:" + digest);
                return Exit.RED;
            }
        }
        surroundings.console().out().println(path + " is valid.");
        surroundings.console().out().print(CertificateText.of(statement));
        return Exit.OK;
    }
}
