package io.verdigrid.cli;

import io.grpc.ManagedChannel;
import io.verdigrid.cli.console.Exit;
import io.verdigrid.cli.grid.RemoteGrid;
import io.verdigrid.dashboard.DashboardServer;
import io.verdigrid.dashboard.api.Upstream;
import io.verdigrid.protocol.Protocol;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Serves the dashboard of a grid until it is told to end. */
@Command(
        name = "dashboard",
        description = "Serves the web pages of a grid until ctrl-c or SIGTERM; `verdigrid up` has them already."
                + " Without --coordinator: of the grid that `verdigrid up` starts on this machine.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  verdigrid dashboard --coordinator 127.0.0.1:8470",
            "  VERDIGRID_TOKEN=... verdigrid dashboard --coordinator grid:8470 --tls --listen 127.0.0.1:9000"
        })
final class DashboardCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private final CoordinatorOptions grid = new CoordinatorOptions();

    @Mixin
    private final DashboardOptions dashboard = new DashboardOptions();

    DashboardCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        String coordinator = grid.coordinator == null ? "127.0.0.1:" + Protocol.DEFAULT_PORT : grid.coordinator;
        ManagedChannel channel = RemoteGrid.channel(coordinator, grid.security(surroundings));
        try (DashboardServer server = dashboard.start(new Upstream(channel, channel::resetConnectBackoff))) {
            Daemon.say(
                    surroundings, "Dashboard of the grid at " + coordinator + ": " + dashboard.address(server.port()));
            Daemon.stay(surroundings, server::close, new CompletableFuture<>());
            return Exit.OK;
        } finally {
            channel.shutdownNow();
        }
    }
}
