package io.verdigrid.cli;

import io.verdigrid.cli.console.Problem;
import io.verdigrid.cli.grid.Grid;
import io.verdigrid.cli.grid.RemoteGrid;
import io.verdigrid.coordinator.CoordinatorLimits;
import io.verdigrid.coordinator.CoordinatorServer;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.Option;

/** Which grid a command calls. A worker waits for its coordinator as long as it takes, and has no such timeout. */
final class GridOptions extends CoordinatorOptions {
    @Option(
            names = "--connect-timeout",
            paramLabel = "TIME",
            description = "How long to wait for the coordinator's first answer. Default: 10s.")
    Duration connectTimeout = RemoteGrid.PATIENCE;

    boolean isRemote() {
        return coordinator != null;
    }

    /** As they are written in a command, with a blank before each. */
    String words() {
        String words = coordinator == null ? "" : " --coordinator " + coordinator;
        words += tls ? " --tls" : "";
        words += tlsCa == null ? "" : " --tls-ca " + tlsCa;
        return data == null ? words : words + " --data " + data;
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
}
