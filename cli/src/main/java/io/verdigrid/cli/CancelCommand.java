package io.verdigrid.cli;

import io.verdigrid.cli.console.Exit;
import io.verdigrid.cli.grid.Grid;
import io.verdigrid.cli.run.BuildClient;
import io.verdigrid.cli.run.Words;
import io.verdigrid.protocol.build.v1.Build;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Ends a build. */
@Command(
        name = "cancel",
        description = "Ends a build as CANCELLED and stops its runners; one that has ended stays as it is.")
final class CancelCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Surroundings surroundings;

    @Mixin
    private final GridOptions grid = new GridOptions();

    @Parameters(paramLabel = "ID", description = "As `verdigrid builds` lists it.")
    String id = "";

    @Option(names = "--reason", paramLabel = "TEXT", description = "For people; kept with the build.")
    String reason = "cancelled with verdigrid cancel";

    CancelCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        try (Grid opened = grid.openForReading(surroundings)) {
            Build build = new BuildClient(opened, surroundings.time(), PATIENCE).cancel(id, reason, PATIENCE);
            surroundings.console().out().println("Build " + id + " is " + Words.of(build.getStatus()) + ".");
            return Exit.OK;
        }
    }
}
