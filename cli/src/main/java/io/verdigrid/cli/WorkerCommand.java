package io.verdigrid.cli;

import io.grpc.ManagedChannel;
import io.verdigrid.cli.console.Exit;
import io.verdigrid.cli.console.Interrupts;
import io.verdigrid.cli.console.Problem;
import io.verdigrid.cli.grid.Parts;
import io.verdigrid.cli.grid.RemoteGrid;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs a worker until it is told to end. */
@Command(
        name = "worker",
        description =
                "Runs a worker until ctrl-c or SIGTERM, which drains it: it takes no more, finishes or hands back what it"
                        + " holds, and goes.",
        footerHeading = "%nExamples:%n",
        footer = {"  VERDIGRID_TOKEN=... verdigrid worker --coordinator grid:8470 --tls --slots 8 --label db=postgres"})
final class WorkerCommand implements Callable<Integer> {
    private final Surroundings surroundings;
    private final Parts parts;

    @Mixin
    private final CoordinatorOptions grid = new CoordinatorOptions();

    @Mixin
    private final WorkerOptions worker = new WorkerOptions();

    WorkerCommand(Surroundings surroundings, Parts parts) {
        this.surroundings = surroundings;
        this.parts = parts;
    }

    @Override
    public Integer call() throws InterruptedException {
        String address = grid.coordinator;
        if (address == null) {
            throw Problem.input("--coordinator HOST:PORT is missing: which grid does this worker belong to?");
        }
        // With the default folder a coordinator may live beside it.
        Path folder = grid.dataFolder(surroundings);
        Path data = grid.data == null ? folder.resolve("worker") : folder;
        Parts.WorkerSettings settings = worker.settings(surroundings, data);
        ManagedChannel channel = RemoteGrid.channel(address, grid.security(surroundings));
        CountDownLatch gone = new CountDownLatch(1);
        Interrupts.Registration registration = () -> {};
        try (Parts.Worker running = parts.worker(settings, channel)) {
            registration = surroundings.interrupts().onInterrupt(() -> {
                Daemon.say(surroundings, "Draining: no new work; what runs is finished or handed back.");
                running.drain();
                Interrupts.awaitQuietly(gone);
            });
            Daemon.say(
                    surroundings,
                    "Worker on " + settings.host() + " with "
                            + io.verdigrid.cli.run.Words.count(settings.slots(), "slot") + " for the grid at " + address
                            + ", data in "
                            + data + ".");
            running.awaitEnd();
            return Exit.OK;
        } finally {
            registration.withdraw();
            channel.shutdownNow();
            gone.countDown();
        }
    }
}
