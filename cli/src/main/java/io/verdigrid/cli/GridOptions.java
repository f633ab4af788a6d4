package io.verdigrid.cli;

import io.verdigrid.cli.console.Problem;
import io.verdigrid.cli.grid.Grid;
import io.verdigrid.cli.grid.RemoteGrid;
import io.verdigrid.coordinator.CoordinatorLimits;
import io.verdigrid.coordinator.CoordinatorServer;
import io.verdigrid.protocol.ClientChannels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which grid a command speaks to. */
final class GridOptions {
    @Option(
            names = "--coordinator",
            paramLabel = "HOST:PORT",
            description = "The grid's coordinator. Without it: this machine, with the data of --data.")
    @Nullable
    String coordinator;

    @Option(
            names = "--connect-timeout",
            paramLabel = "TIME",
            description = "How long to wait for the coordinator's first answer. Default: 10s.")
    Duration connectTimeout = RemoteGrid.PATIENCE;

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

    boolean isRemote() {
        return coordinator != null;
    }

    /** The grid to run tests on; {@code slots} are those of an embedded one. */
    Grid open(Surroundings surroundings, int slots, CoordinatorLimits limits) {
        return coordinator != null
                ? surroundings.grids().connect(coordinator, security(surroundings), connectTimeout)
                : surroundings.grids().embed(dataFolder(surroundings), slots, limits);
    }

    /** The grid to read from: no worker is started. */
    Grid openForReading(Surroundings surroundings) {
        Path folder = dataFolder(surroundings);
        if (coordinator == null && !CoordinatorServer.hasData(folder)) {
            throw Problem.input("nothing has run with the data folder " + folder
                    + " yet: give another with --data, or a grid with --coordinator HOST:PORT");
        }
        return open(surroundings, 0, CoordinatorLimits.DEFAULT);
    }

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
