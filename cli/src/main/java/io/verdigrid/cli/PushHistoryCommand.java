package io.verdigrid.cli;

import io.verdigrid.cli.console.Console;
import io.verdigrid.cli.console.Exit;
import io.verdigrid.cli.console.JsonWriter;
import io.verdigrid.cli.push.DeployerClient;
import io.verdigrid.cli.push.PushJson;
import io.verdigrid.cli.push.PushText;
import io.verdigrid.protocol.push.v1.Push;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists pushes. */
@Command(name = "history", description = "Lists pushes, newest first, with why those that were rolled back were.")
final class PushHistoryCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private final DeployerOptions deployer = new DeployerOptions();

    @Option(names = "--limit", paramLabel = "N", description = "At most so many. Default: 20.")
    int limit = 20;

    @Option(names = "--json", description = "A JSON array instead of a table.")
    boolean json;

    PushHistoryCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Console console = surroundings.console();
        try (DeployerClient client = deployer.open(surroundings)) {
            List<Push> pushes = client.pushes(limit).getPushesList();
            if (json) {
                PushJson.pushes(JsonWriter.indented(console.out()), pushes);
                console.out().println();
            } else if (pushes.isEmpty()) {
                console.out().println("No push yet: verdigrid push start --artifact FILE");
            } else {
                console.out().print(PushText.history(pushes).render(console.tableWidth()));
            }
            return Exit.OK;
        }
    }
}
