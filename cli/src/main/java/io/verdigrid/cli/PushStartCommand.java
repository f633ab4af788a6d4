package io.verdigrid.cli;

import com.google.protobuf.ByteString;
import io.verdigrid.cli.console.Console;
import io.verdigrid.cli.console.Exit;
import io.verdigrid.cli.console.Problem;
import io.verdigrid.cli.push.DeployerClient;
import io.verdigrid.cli.push.PushEnd;
import io.verdigrid.protocol.push.v1.Push;
import io.verdigrid.protocol.push.v1.StartPushRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Queues a push. */
@Command(
        name = "start",
        description = "Queues a push of an artifact: a tar (.tar, .tar.gz, .tgz, ...), which is unpacked, or any one file."
                + " It needs the artifact's green certificate, or --emergency with a --reason.")
final class PushStartCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private final DeployerOptions deployer = new DeployerOptions();

    @Option(
            names = "--artifact",
            paramLabel = "FILE",
            required = true,
            description = "On the deployer's machine.")
    String artifact = "";

    @Option(
            names = "--certificate",
            paramLabel = "FILE",
            description = "The green certificate of the build that made the artifact.")
    @Nullable
    String certificate;

    @Option(names = "--emergency", description = "Without a certificate: kept with the push, and said loudly.")
    boolean emergency;

    @Option(names = "--reason", paramLabel = "TEXT", description = "For people; kept with the push.")
    String reason = "";

    @Option(names = "--again", description = "Though this release was rolled back before.")
    boolean again;

    @Option(names = "--revision", paramLabel = "REV", description = "Of an emergency: what the artifact was made of.")
    String revision = "";

    @Option(names = "--by", paramLabel = "NAME", description = "Who pushes. Default: the user of this machine.")
    @Nullable
    String by;

    @Option(names = "--wait", description = "Stay until it is over; ends with 0 if it is DONE, else with 1.")
    boolean wait;

    PushStartCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        Console console = surroundings.console();
        StartPushRequest request = StartPushRequest.newBuilder()
                .setRequestId(UUID.randomUUID().toString())
                .setBy(DeployerOptions.me(surroundings, by))
                .setArtifact(surroundings.resolve(artifact).toString())
                .setCertificate(certificate())
                .setEmergency(emergency)
                .setReason(reason)
                .setAgain(again)
                .setRevision(revision)
                .build();
        try (DeployerClient client = deployer.open(surroundings)) {
            Push push = client.start(request);
            if (emergency) {
                console.err().println("EMERGENCY: push " + push.getId() + " goes out without a green certificate: " + reason);
            }
            console.out().println("Push " + push.getId() + " of " + push.getRelease() + " is queued.");
            if (!wait) {
                return Exit.OK;
            }
            Push over = PushEnd.await(client, push, console, surroundings.time());
            return over.getState().equals("DONE") ? Exit.OK : Exit.RED;
        }
    }

    private ByteString certificate() {
        if (certificate == null) {
            return ByteString.EMPTY;
        }
        Path file = surroundings.resolve(certificate);
        try {
            return ByteString.copyFrom(Files.readAllBytes(file));
        } catch (IOException e) {
            throw Problem.input("--certificate: cannot read " + file + (Files.exists(file) ? "" : ": there is no such file"));
        }
    }
}
