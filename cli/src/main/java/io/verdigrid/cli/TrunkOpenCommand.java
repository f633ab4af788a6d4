package io.verdigrid.cli;

import io.verdigrid.cli.console.Exit;
import io.verdigrid.cli.grid.Grid;
import io.verdigrid.cli.trunk.TrunkClient;
import io.verdigrid.cli.trunk.TrunkText;
import io.verdigrid.protocol.trunk.v1.OpenTrunkRequest;
import io.verdigrid.protocol.trunk.v1.Trunk;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Opens a trunk. */
@Command(name = "open", description = "Takes blocks of a trunk away: all, or that of --key.")
final class TrunkOpenCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private final GridOptions grid = new GridOptions();

    @Mixin
    private final TrunkOptions trunk = new TrunkOptions();

    @Option(names = "--key", paramLabel = "NAME", description = "Only this block, as `trunk status` names it.")
    String key = "";

    @Option(names = "--reason", paramLabel = "TEXT", description = "For people.")
    String reason = "";

    TrunkOpenCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        String branch = trunk.branch(surroundings);
        try (Grid opened = grid.openForReading(surroundings)) {
            List<Trunk> trunks = new TrunkClient(opened)
                    .open(OpenTrunkRequest.newBuilder()
                            .setBranch(branch)
                            .setSuite(trunk.suite)
                            .setKey(key)
                            .setReason(reason)
                            .setBy(trunk.by())
                            .build());
            TrunkText text = new TrunkText(surroundings.time().epochMillis());
            trunks.forEach(now -> surroundings.console().out().print(text.of(now)));
            if (trunks.isEmpty()) {
                surroundings.console().out().println(branch + " OPEN: it was never blocked.");
            }
            return Exit.OK;
        }
    }
}
