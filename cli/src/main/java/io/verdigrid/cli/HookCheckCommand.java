package io.verdigrid.cli;

import io.verdigrid.cli.HookOptions.WhenAway;
import io.verdigrid.cli.console.Exit;
import io.verdigrid.cli.console.Problem;
import io.verdigrid.cli.grid.Grid;
import io.verdigrid.cli.trunk.GitRepository;
import io.verdigrid.cli.trunk.Push;
import io.verdigrid.cli.trunk.PushCheck;
import io.verdigrid.cli.trunk.TrunkClient;
import io.verdigrid.cli.trunk.TrunkText;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the hook's script calls. */
@Command(
        name = "check",
        description =
                "Reads what is pushed from standard input, as git tells a pre-receive hook, and ends with status 1"
                        + " where a branch is blocked and nothing of the push carries the fix or the revert.")
final class HookCheckCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private final CoordinatorOptions grid = new CoordinatorOptions();

    @Option(
            names = "--connect-timeout",
            paramLabel = "TIME",
            description = "How long to wait for the coordinator. Default: 5s.")
    Duration patience = Duration.ofSeconds(5);

    @Option(
            names = "--when-away",
            paramLabel = "open|closed",
            description = "Whether pushes go through while the coordinator cannot be asked. Default: open.")
    WhenAway whenAway = WhenAway.OPEN;

    @Option(names = "--suite", paramLabel = "NAME", description = "Default: any suite.")
    String suite = "";

    HookCheckCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        List<Push> pushes = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
                .lines()
                .map(Push::parse)
                .filter(push -> push.branch().isPresent())
                .toList();
        if (pushes.isEmpty()) {
            return Exit.OK;
        }
        if (grid.coordinator == null) {
            throw Problem.input("--coordinator is missing");
        }
        try (Grid opened = surroundings.grids().connect(grid.coordinator, grid.security(surroundings), patience)) {
            return check(pushes, new TrunkClient(opened));
        } catch (Problem e) {
            return away(e.getMessage());
        }
    }

    private int check(List<Push> pushes, TrunkClient trunks) {
        PushCheck check = new PushCheck(
                new GitRepository(surroundings.folder()),
                new TrunkText(surroundings.time().epochMillis()));
        int status = Exit.OK;
        for (Push push : pushes) {
            Optional<String> refusal =
                    check.refusal(push, trunks.list(push.branch().orElseThrow(), suite, true));
            if (refusal.isPresent()) {
                surroundings.console().err().println(refusal.get());
                status = Exit.RED;
            }
        }
        return status;
    }

    private int away(String why) {
        boolean open = whenAway == WhenAway.OPEN;
        surroundings
                .console()
                .err()
                .println("verdigrid: cannot tell whether the branch is blocked: " + why + "\nverdigrid: "
                        + (open ? "so the push goes through" : "so the push is refused"));
        return open ? Exit.OK : Exit.RED;
    }
}
