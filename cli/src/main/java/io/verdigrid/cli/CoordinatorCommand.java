package io.verdigrid.cli;

import io.verdigrid.cli.console.Exit;
import io.verdigrid.cli.grid.Parts;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs a coordinator until it is told to end. */
@Command(
        name = "coordinator",
        description = "Runs a coordinator until ctrl-c or SIGTERM. Builds go on after a restart on the same --data.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  verdigrid coordinator --data /var/lib/verdigrid",
            "  verdigrid coordinator --data /var/lib/verdigrid --listen 10.0.0.5:8470 --metrics-listen 10.0.0.5:9470 \\",
            "      --tokens tokens --tls-cert cert.pem --tls-key key.pem"
        })
final class CoordinatorCommand implements Callable<Integer> {
    private final Surroundings surroundings;
    private final Parts parts;

    @Mixin
    private final ServerOptions server = new ServerOptions();

    CoordinatorCommand(Surroundings surroundings, Parts parts) {
        this.surroundings = surroundings;
        this.parts = parts;
    }

    @Override
    public Integer call() throws InterruptedException {
        try (Parts.Coordinator coordinator = parts.coordinator(server.config(surroundings))) {
            String address = server.address(surroundings.environment(), coordinator.port());
            Daemon.say(
                    surroundings,
                    "Coordinator listens at " + address + ", data in "
                            + GridOptions.dataFolder(surroundings, server.data) + ".");
            if (coordinator.metricsPort() > 0) {
                Daemon.say(surroundings, "Metrics at " + server.metricsAddress(coordinator.metricsPort()) + ".");
            }
            String options = address + server.clientOptions();
            Daemon.say(surroundings, "Next, on each build host: verdigrid worker --coordinator " + options);
            Daemon.say(
                    surroundings,
                    "Then:                     verdigrid run --coordinator " + options + " --project DIR");
            Daemon.stay(surroundings, coordinator::close, coordinator.failure());
            return Exit.OK;
        }
    }
}
