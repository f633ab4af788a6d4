package io.verdigrid.cli.grid;

import io.verdigrid.coordinator.CoordinatorLimits;
import io.verdigrid.protocol.ClientChannels;
import java.nio.file.Path;
import java.time.Duration;

/** Opens grids; whatever keeps one from opening is a {@link io.verdigrid.cli.console.Problem}. */
public interface Grids {
    /** The coordinator at HOST:PORT; waits at most so long for its first answer. */
    Grid connect(String hostPort, ClientChannels.Security security, Duration patience);

    /** A coordinator in this process, without a port, and a worker with so many slots; 0: no worker, for reading only. */
    Grid embed(Path data, int slots, CoordinatorLimits limits);
}
