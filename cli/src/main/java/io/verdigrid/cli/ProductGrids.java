package io.verdigrid.cli;

import io.verdigrid.cli.grid.EmbeddedGrid;
import io.verdigrid.cli.grid.Grid;
import io.verdigrid.cli.grid.Grids;
import io.verdigrid.cli.grid.HostName;
import io.verdigrid.cli.grid.Parts;
import io.verdigrid.cli.grid.RemoteGrid;
import io.verdigrid.coordinator.CoordinatorConfig;
import io.verdigrid.coordinator.CoordinatorLimits;
import io.verdigrid.protocol.ClientChannels;
import io.verdigrid.protocol.TimeSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Grids of the product's own parts. */
record ProductGrids(Parts parts, Map<String, String> environment, TimeSource time) implements Grids {
    @Override
    public Grid connect(String hostPort, ClientChannels.Security security, Duration patience) {
        return RemoteGrid.connect(hostPort, security, time, patience);
    }

    @Override
    public Grid embed(Path data, int slots, CoordinatorLimits limits) {
        Optional<Parts.WorkerSettings> worker = slots == 0
                ? Optional.empty()
                : Optional.of(new Parts.WorkerSettings(
                        data.resolve("worker"),
                        slots,
                        new TreeMap<>(),
                        HostName.of(environment),
                        WorkerOptions.USUAL_CACHE));
        return EmbeddedGrid.start(parts, CoordinatorConfig.embedded(data, limits), worker);
    }
}
