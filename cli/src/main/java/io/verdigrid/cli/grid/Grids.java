package io.verdigrid.cli.grid;

import io.verdigrid.protocol.ClientChannels;
import java.nio.file.Path;

/** Opens grids; whatever keeps one from opening is a {@link io.verdigrid.cli.console.Problem}. */
public interface Grids {
    /** The coordinator at HOST:PORT; waits a bounded time for its first answer. */
    Grid connect(String hostPort, ClientChannels.Security security);

    /** A coordinator in this process, without a port, and a worker with so many slots; 0: no worker, for reading only. */
    Grid embed(Path data, int slots);
}
