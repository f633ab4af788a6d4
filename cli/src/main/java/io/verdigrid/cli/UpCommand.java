package io.verdigrid.cli;

import io.verdigrid.cli.console.Exit;
import io.verdigrid.cli.console.Problem;
import io.verdigrid.cli.grid.Parts;
import io.verdigrid.dashboard.DashboardConfig;
import io.verdigrid.dashboard.DashboardServer;
import io.verdigrid.dashboard.api.Upstream;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs a coordinator and a worker on this machine until it is told to end. */
@Command(
        name = "up",
        description =
                "Starts a coordinator, a worker and the dashboard on this machine, and stays until ctrl-c or SIGTERM.",
        footerHeading = "%nExamples:%n",
        footer = {"  verdigrid up", "  verdigrid up --slots 4 --listen 127.0.0.1:9000 --data /var/tmp/grid"})
final class UpCommand implements Callable<Integer> {
    private final Surroundings surroundings;
    private final Parts parts;

    @Mixin
    private final ServerOptions server = new ServerOptions();

    @Mixin
    private final WorkerOptions worker = new WorkerOptions();

    @Option(
            names = "--dashboard-listen",
            paramLabel = "HOST:PORT",
            description = "Where the dashboard listens, on loopback. Default: 127.0.0.1:" + DashboardConfig.DEFAULT_PORT
                    + ", or a free port where that is taken.")
    @Nullable
    String dashboardListen;

    UpCommand(Surroundings surroundings, Parts parts) {
        this.surroundings = surroundings;
        this.parts = parts;
    }

    @Override
    public Integer call() throws InterruptedException {
        Parts.WorkerSettings settings = worker.settings(
                surroundings, GridOptions.dataFolder(surroundings, server.data).resolve("worker"));
        try (Parts.Coordinator coordinator = parts.coordinator(server.config(surroundings));
                Parts.Worker running = parts.worker(settings, coordinator.channel());
                DashboardServer dashboard = dashboard(coordinator)) {
            String address = server.address(surroundings.environment(), coordinator.port());
            Daemon.say(
                    surroundings,
                    "Verdigrid is up at " + address + " with "
                            + io.verdigrid.cli.run.Words.count(settings.slots(), "slot") + ", data in "
                            + GridOptions.dataFolder(surroundings, server.data) + ".");
            Daemon.say(
                    surroundings,
                    "Next: verdigrid run --coordinator " + address + server.clientOptions() + " --project DIR");
            Daemon.say(surroundings, "Dashboard: " + DashboardOptions.address(dashboardHost(), dashboard.port()));
            Daemon.stay(surroundings, () -> end(running, coordinator), coordinator.failure());
            return Exit.OK;
        }
    }

    private String dashboardHost() {
        return dashboardListen == null ? "127.0.0.1" : dashboardListen.substring(0, dashboardListen.lastIndexOf(':'));
    }

    private DashboardServer dashboard(Parts.Coordinator coordinator) {
        Upstream upstream = new Upstream(coordinator.channel(), () -> {});
        try {
            if (dashboardListen != null) {
                return DashboardServer.start(DashboardConfig.parse(dashboardListen, false), upstream);
            }
            return usual(upstream);
        } catch (IllegalArgumentException | IOException e) {
            throw Problem.input("--dashboard-listen: " + e.getMessage());
        }
    }

    /** Nobody asked for this port, so that it keeps nothing from starting. */
    private static DashboardServer usual(Upstream upstream) throws IOException {
        try {
            return DashboardServer.start(
                    new DashboardConfig("127.0.0.1", DashboardConfig.DEFAULT_PORT, false), upstream);
        } catch (IOException taken) {
            return DashboardServer.start(new DashboardConfig("127.0.0.1", 0, false), upstream);
        }
    }

    private static void end(Parts.Worker worker, Parts.Coordinator coordinator) {
        worker.drain();
        try {
            worker.awaitEnd();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        worker.close();
        coordinator.close();
    }
}
