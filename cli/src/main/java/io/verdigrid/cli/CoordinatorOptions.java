package io.verdigrid.cli;

import io.verdigrid.cli.console.Problem;
import io.verdigrid.protocol.ClientChannels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which coordinator a command or a worker speaks to. */
class CoordinatorOptions {
    @Option(
            names = "--coordinator",
            paramLabel = "HOST:PORT",
            description = "The grid's coordinator. Without it: this machine, with the data of --data.")
    @Nullable
    String coordinator;

    @Option(
            names = "--tls",
            description = "Talk TLS to the coordinator; its certificate must be one that the JDK trusts.")
    boolean tls;

    @Option(
            names = "--tls-ca",
            paramLabel = "FILE",
            description = "Talk TLS; the certificate of who signed the coordinator's, as PEM.")
    @Nullable
    String tlsCa;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            description =
                    "Who you are to the coordinator. Better in VERDIGRID_TOKEN, which others on this machine cannot see.")
    @Nullable
    String token;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where this machine's history and caches are. Default: $$VERDIGRID_HOME, else ~/.verdigrid.")
    @Nullable
    String data;

    Path dataFolder(Surroundings surroundings) {
        return dataFolder(surroundings, data);
    }

    static Path dataFolder(Surroundings surroundings, @Nullable String told) {
        if (told != null) {
            return surroundings.resolve(told);
        }
        return surroundings
                .variable("VERDIGRID_HOME")
                .map(surroundings::resolve)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".verdigrid"));
    }

    ClientChannels.Security security(Surroundings surroundings) {
        Optional<Path> ca = Optional.ofNullable(tlsCa).map(surroundings::resolve);
        if (ca.isPresent() && !Files.isReadable(ca.get())) {
            throw Problem.input("--tls-ca: no such file: " + ca.get());
        }
        Optional<String> who = token != null ? Optional.of(token) : surroundings.variable("VERDIGRID_TOKEN");
        return new ClientChannels.Security(tls || ca.isPresent(), ca, who);
    }
}
