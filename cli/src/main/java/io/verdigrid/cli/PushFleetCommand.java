package io.verdigrid.cli;

import io.verdigrid.cli.console.Console;
import io.verdigrid.cli.console.Exit;
import io.verdigrid.cli.console.JsonWriter;
import io.verdigrid.cli.push.DeployerClient;
import io.verdigrid.cli.push.PushJson;
import io.verdigrid.cli.push.PushText;
import io.verdigrid.protocol.push.v1.Host;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists what each host runs. */
@Command(name = "fleet", description = "Reads every host now: what it runs, which releases it has, what is wrong with it.")
final class PushFleetCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private final DeployerOptions deployer = new DeployerOptions();

    @Option(names = "--json", description = "A JSON array instead of a table.")
    boolean json;

    PushFleetCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Console console = surroundings.console();
        try (DeployerClient client = deployer.open(surroundings)) {
            List<Host> hosts = client.fleet();
            if (json) {
                PushJson.fleet(JsonWriter.indented(console.out()), hosts);
                console.out().println();
            } else {
                console.out().print(PushText.fleet(hosts).render(console.tableWidth()));
            }
            return Exit.OK;
        }
    }
}
