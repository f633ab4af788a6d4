package io.verdigrid.cli;

import io.verdigrid.cli.console.Exit;
import io.verdigrid.cli.grid.Parts;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs a coordinator and a worker on this machine until it is told to end. */
@Command(
        name = "up",
        description = "Starts a coordinator and a worker on this machine, and stays until ctrl-c or SIGTERM.",
        footerHeading = "%nExamples:%n",
        footer = {"  verdigrid up", "  verdigrid up --slots 4 --listen 127.0.0.1:9000 --data /var/tmp/grid"})
final class UpCommand implements Callable<Integer> {
    private final Surroundings surroundings;
    private final Parts parts;

    @Mixin
    private final ServerOptions server = new ServerOptions();

    @Mixin
    private final WorkerOptions worker = new WorkerOptions();

    UpCommand(Surroundings surroundings, Parts parts) {
        this.surroundings = surroundings;
        this.parts = parts;
    }

    @Override
    public Integer call() throws InterruptedException {
        Parts.WorkerSettings settings = worker.settings(
                surroundings, GridOptions.dataFolder(surroundings, server.data).resolve("worker"));
        try (Parts.Coordinator coordinator = parts.coordinator(server.config(surroundings));
                Parts.Worker running = parts.worker(settings, coordinator.channel())) {
            String address = server.address(surroundings.environment(), coordinator.port());
            Daemon.say(
                    surroundings,
                    "Verdigrid is up at " + address + " with "
                            + io.verdigrid.cli.run.Words.count(settings.slots(), "slot") + ", data in "
                            + GridOptions.dataFolder(surroundings, server.data) + ".");
            Daemon.say(
                    surroundings,
                    "Next: verdigrid run --coordinator " + address + server.clientOptions() + " --project DIR");
            Daemon.stay(surroundings, () -> end(running, coordinator), coordinator.failure());
            return Exit.OK;
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
