package io.verdigrid.cli;

import io.verdigrid.cli.console.Problem;
import io.verdigrid.cli.push.DeployerClient;
import io.verdigrid.protocol.ClientChannels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which deployer a command calls, and as whom. */
final class DeployerOptions {
    @Option(
            names = "--deployer",
            paramLabel = "HOST:PORT",
            description = "The deployer. Default: $$VERDIGRID_DEPLOYER, else 127.0.0.1:8471.")
    @Nullable
    String deployer;

    @Option(names = "--tls", description = "Talk TLS to it; its certificate must be one that the JDK trusts.")
    boolean tls;

    @Option(
            names = "--tls-ca",
            paramLabel = "FILE",
            description = "Talk TLS; the certificate of who signed the deployer's, as PEM.")
    @Nullable
    String tlsCa;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            description = "Who you are to the deployer. Better in VERDIGRID_TOKEN, which others on this machine cannot see.")
    @Nullable
    String token;

    DeployerClient open(Surroundings surroundings) {
        String address = deployer != null
                ? deployer
                : surroundings.variable("VERDIGRID_DEPLOYER").orElse("127.0.0.1:8471");
        Optional<Path> ca = Optional.ofNullable(tlsCa).map(surroundings::resolve);
        if (ca.isPresent() && !Files.isReadable(ca.get())) {
            throw Problem.input("--tls-ca: no such file: " + ca.get());
        }
        Optional<String> who = token != null ? Optional.of(token) : surroundings.variable("VERDIGRID_TOKEN");
        try {
            return new DeployerClient(
                    address,
                    ClientChannels.open(address, new ClientChannels.Security(tls || ca.isPresent(), ca, who)));
        } catch (IllegalArgumentException e) {
            throw Problem.input("--deployer: " + e.getMessage());
        } catch (IOException e) {
            throw Problem.input("--tls-ca: cannot read " + tlsCa + ": " + e.getMessage());
        }
    }

    /** Who this is, for people: the user of this machine. */
    static String me(Surroundings surroundings, @Nullable String told) {
        return told != null ? told : surroundings.variable("USER").orElseGet(() -> System.getProperty("user.name"));
    }
}
