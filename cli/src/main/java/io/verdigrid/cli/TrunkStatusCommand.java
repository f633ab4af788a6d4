package io.verdigrid.cli;

import io.verdigrid.cli.console.Exit;
import io.verdigrid.cli.console.JsonWriter;
import io.verdigrid.cli.grid.Grid;
import io.verdigrid.cli.trunk.TrunkClient;
import io.verdigrid.cli.trunk.TrunkText;
import io.verdigrid.protocol.trunk.v1.Trunk;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows trunks. */
@Command(name = "status", description = "Shows which trunks are blocked, by what, since when.")
final class TrunkStatusCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private final GridOptions grid = new GridOptions();

    @Option(names = "--branch", paramLabel = "NAME", description = "Default: all branches.")
    String branch = "";

    @Option(names = "--suite", paramLabel = "NAME", description = "Default: all suites.")
    String suite = "";

    @Option(names = "--check", description = "Exit status 1 if one of them is blocked.")
    boolean check;

    @Option(names = "--json", description = "A JSON array.")
    boolean json;

    TrunkStatusCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        try (Grid opened = grid.openForReading(surroundings)) {
            List<Trunk> trunks = new TrunkClient(opened).list(branch, suite, false);
            if (json) {
                JsonWriter out = JsonWriter.indented(surroundings.console().out());
                out.array();
                trunks.forEach(trunk -> TrunkText.json(out, trunk));
                out.end();
                surroundings.console().out().println();
            } else if (trunks.isEmpty()) {
                surroundings.console().out().println("OPEN: nothing was ever blocked.");
            } else {
                TrunkText text = new TrunkText(surroundings.time().epochMillis());
                trunks.forEach(trunk -> surroundings.console().out().print(text.of(trunk)));
            }
            return check && trunks.stream().anyMatch(TrunkText::isBlocked) ? Exit.RED : Exit.OK;
        }
    }
}
