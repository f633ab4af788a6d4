package io.verdigrid.cli;

import io.verdigrid.cli.console.Console;
import io.verdigrid.cli.console.Exit;
import io.verdigrid.cli.console.JsonWriter;
import io.verdigrid.cli.console.Problem;
import io.verdigrid.cli.push.DeployerClient;
import io.verdigrid.cli.push.PushEnd;
import io.verdigrid.cli.push.PushJson;
import io.verdigrid.cli.push.PushText;
import io.verdigrid.protocol.push.v1.ListPushesResponse;
import io.verdigrid.protocol.push.v1.Push;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows one push. */
@Command(
        name = "status",
        description = "Shows a push. With --wait: each of its states, until it is over; ends with 0 if it is DONE, else with 1.")
final class PushStatusCommand implements Callable<Integer> {
    private static final int MANY = 1000;

    private final Surroundings surroundings;

    @Mixin
    private final DeployerOptions deployer = new DeployerOptions();

    @Parameters(
            paramLabel = "PUSH",
            arity = "0..1",
            description = "Its number. Default: the newest.")
    long push;

    @Option(names = "--wait", description = "Stay until it is over.")
    boolean wait;

    @Option(names = "--json", description = "A JSON array of the push.")
    boolean json;

    PushStatusCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        Console console = surroundings.console();
        try (DeployerClient client = deployer.open(surroundings)) {
            ListPushesResponse answer = client.pushes(MANY);
            Push found = answer.getPushesList().stream()
                    .filter(one -> push == 0 || one.getId() == push)
                    .findFirst()
                    .orElseThrow(() -> Problem.input(push == 0 ? "there is no push yet" : "there is no push " + push));
            if (wait) {
                found = PushEnd.await(client, found, console, surroundings.time());
            }
            if (json) {
                PushJson.pushes(JsonWriter.indented(console.out()), List.of(found));
                console.out().println();
            } else {
                console.out().print(PushText.detail(found, surroundings.time().epochMillis()));
                if (found.getState().equals("QUEUED") && !answer.getWaitsFor().isEmpty()) {
                    console.out().println("  waits: " + answer.getWaitsFor());
                }
            }
            return !wait || found.getState().equals("DONE") ? Exit.OK : Exit.RED;
        }
    }
}
