package io.verdigrid.cli;

import io.verdigrid.cli.console.Exit;
import io.verdigrid.cli.console.Problem;
import io.verdigrid.cli.grid.Grid;
import io.verdigrid.cli.trunk.TrunkClient;
import io.verdigrid.cli.trunk.TrunkText;
import io.verdigrid.protocol.trunk.v1.BlockCause;
import io.verdigrid.protocol.trunk.v1.BlockTrunkRequest;
import io.verdigrid.protocol.trunk.v1.Trunk;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Blocks a trunk. */
@Command(name = "block", description = "Blocks a trunk, until somebody opens it or for a time.")
final class TrunkBlockCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private final GridOptions grid = new GridOptions();

    @Mixin
    private final TrunkOptions trunk = new TrunkOptions();

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            required = true,
            description = "A sentence for those whose pushes are refused.")
    String reason = "";

    @Option(names = "--for", paramLabel = "TIME", description = "Ends by itself after so long. Default: it does not.")
    @Nullable
    Duration howLong;

    @Option(
            names = "--key",
            paramLabel = "NAME",
            description = "A name of your own: a second call with it changes nothing. Default: a new one.")
    @Nullable
    String key;

    TrunkBlockCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        if (howLong != null && (howLong.isNegative() || howLong.isZero())) {
            throw Problem.input("--for: must be longer than nothing");
        }
        String branch = trunk.branch(surroundings);
        try (Grid opened = grid.openForReading(surroundings)) {
            Trunk blocked = new TrunkClient(opened)
                    .block(BlockTrunkRequest.newBuilder()
                            .setBranch(branch)
                            .setSuite(trunk.suite)
                            .setKey(key != null ? key : "person:" + UUID.randomUUID())
                            .setCause(BlockCause.BLOCK_CAUSE_PERSON)
                            .setReason(reason)
                            .setBy(trunk.by())
                            .setForMs(howLong == null ? 0 : howLong.toMillis())
                            .build());
            surroundings.console().out().print(new TrunkText(surroundings.time().epochMillis()).of(blocked));
            return Exit.OK;
        }
    }
}
