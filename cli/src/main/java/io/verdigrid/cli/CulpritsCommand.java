package io.verdigrid.cli;

import io.verdigrid.cli.console.Console;
import io.verdigrid.cli.console.Exit;
import io.verdigrid.cli.console.Interrupts;
import io.verdigrid.cli.console.JsonWriter;
import io.verdigrid.cli.console.Problem;
import io.verdigrid.cli.culprits.CommitRuns;
import io.verdigrid.cli.culprits.CulpritText;
import io.verdigrid.cli.culprits.Finding;
import io.verdigrid.cli.culprits.RedTest;
import io.verdigrid.cli.culprits.Search;
import io.verdigrid.cli.culprits.Worktrees;
import io.verdigrid.cli.grid.Grid;
import io.verdigrid.cli.policy.PolicyFile;
import io.verdigrid.cli.run.BuildClient;
import io.verdigrid.cli.run.Reconnection;
import io.verdigrid.cli.run.Words;
import io.verdigrid.cli.trunk.GitRepository;
import io.verdigrid.cli.trunk.GitRepository.Commit;
import io.verdigrid.coordinator.CoordinatorLimits;
import io.verdigrid.protocol.build.v1.Build;
import io.verdigrid.protocol.build.v1.BuildSpec;
import io.verdigrid.protocol.common.v1.Lane;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Names the commits that made a build red. */
@Command(
        name = "culprits",
        description = "Names the commits since the last green build that made a build's tests red, by running these"
                + " tests on the commits between, several at once, on idle slots.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  verdigrid culprits 0A1B2C --project . --coordinator grid:8470 --revert",
            "  verdigrid culprits 0A1B2C --command 'make tests' --classpath build/classes:lib/junit.jar",
            "",
            "Exit status: 0 a culprit is named for each red test, 1 not for each, 2 wrong usage or input, 3 the grid"
                    + " failed."
        })
final class CulpritsCommand implements Callable<Integer> {
    private static final int MOST_AT_ONCE = 16;

    private final Surroundings surroundings;

    @Parameters(paramLabel = "BUILD", description = "A red build, as `verdigrid builds` lists it.")
    String id = "";

    @Option(
            names = "--good",
            paramLabel = "REV",
            description = "A revision on which the tests were green. Default: that of the newest green build of the"
                    + " same tests before it.")
    @Nullable
    String good;

    @Mixin
    private final CheckoutOptions checkout = new CheckoutOptions();

    @Option(
            names = "--at-once",
            paramLabel = "N",
            description = "Commits to try at once. Default: as many as slots are idle, at most " + MOST_AT_ONCE + ".")
    @Nullable
    Integer atOnce;

    @Option(
            names = "--repeats",
            paramLabel = "N",
            description = "Runs of a test on a commit at most, for tests that fail sometimes. Default: 20.")
    int repeats = 20;

    @Option(
            names = "--revert",
            paramLabel = "print|make",
            arity = "0..1",
            fallbackValue = "print",
            description = "Print the `git revert` of the culprits, or make it in the repository.")
    @Nullable
    Reverting revert;

    @Option(names = "--slots", paramLabel = "N", description = "Runners at once on this machine. Default: its cores.")
    @Nullable
    Integer slots;

    @Option(names = "--json", description = "A JSON array of the tests with what was found.")
    boolean json;

    @Mixin
    private final GridOptions grid = new GridOptions();

    /** What is done about culprits. */
    enum Reverting {
        PRINT,
        MAKE
    }

    CulpritsCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        check();
        GitRepository here = new GitRepository(checkout.versioned(surroundings));
        Path root = Path.of(here.run("rev-parse", "--show-toplevel").strip());
        GitRepository repository = new GitRepository(root);
        try (Grid opened = grid.open(surroundings, Slots.of(slots), CoordinatorLimits.DEFAULT)) {
            Reconnection calls = new Reconnection(opened, surroundings.time(), Patience.USUAL.reconnect());
            BuildClient client = new BuildClient(opened, calls);
            Build red = client.get(id);
            Set<RedTest> tests = red(client, red);
            List<Commit> line = line(new LastGreen(opened, repository), repository, red);
            say(Words.count(tests.size(), "red test") + ", " + Words.count(line.size() - 1, "commit") + " since "
                    + CulpritText.title(line.get(0)));
            CheckedOutSuite suite = new CheckedOutSuite(
                    surroundings,
                    checkout,
                    CheckedOutSuite.inside(root, checkout.versioned(surroundings)),
                    grid.dataFolder(surroundings),
                    opened,
                    calls);
            Worktrees worktrees = Worktrees.of(repository);
            CommitRuns runs = new CommitRuns(client, like(red));
            Search search = Search.of(line, worktrees, suite, runs, limits(opened, calls), this::say);
            Runnable end = () -> {
                search.close();
                runs.cancel();
                worktrees.close();
            };
            Interrupts.Registration registration = surroundings.interrupts().onInterrupt(() -> {
                say("Interrupted: cancelling its builds, removing its worktrees.");
                end.run();
            });
            try {
                List<Finding> findings = search.of(tests);
                return told(findings, new Reverts(repository, line, findings));
            } finally {
                registration.withdraw();
                end.run();
            }
        }
    }

    private void check() {
        List<String> problems = new ArrayList<>(checkout.problems(surroundings, !grid.isRemote()));
        if (atOnce != null && (atOnce < 1 || atOnce > 256)) {
            problems.add("--at-once: " + atOnce + " is out of range: wanted 1 to 256");
        }
        if (repeats < 3 || repeats > 1000) {
            problems.add("--repeats: " + repeats + " is out of range: wanted 3 to 1000");
        }
        if (slots != null && grid.isRemote()) {
            problems.add("--slots is for tests on this machine; on a grid each worker has its own");
        }
        Slots.check(problems, slots);
        if (!problems.isEmpty()) {
            throw Problem.input(String.join("\n", problems));
        }
    }

    private static Set<RedTest> red(BuildClient client, Build build) {
        Set<RedTest> tests = new LinkedHashSet<>();
        client.verdicts(build.getId()).stream()
                .filter(verdict -> Words.isRed(verdict.getVerdict()) && !verdict.hasQuarantine())
                .map(RedTest::of)
                .forEach(tests::add);
        if (tests.isEmpty()) {
            throw Problem.input(
                    "build " + build.getId() + " has no red test that blocks: it is " + Words.of(build.getStatus()));
        }
        return tests;
    }

    /** From the good commit to the bad one, as they came onto the branch. */
    private List<Commit> line(LastGreen greens, GitRepository repository, Build red) {
        String bad = red.getSpec().getRevision();
        if (!repository.has(bad)) {
            throw Problem.input("build " + id + " is of revision '" + bad + "', which the repository does not have");
        }
        String from = good != null
                ? good
                : greens.before(red)
                        .map(build -> build.getSpec().getRevision())
                        .orElseThrow(
                                () -> Problem.input("no green build of the same tests is known on a revision before "
                                        + CulpritText.shortened(bad) + ": say with --good REV where they were green"));
        List<Commit> start = repository.commits("-1", from, "--");
        List<Commit> line = new ArrayList<>(repository.commits("--first-parent", "--reverse", from + ".." + bad, "--"));
        if (line.isEmpty()
                || repository.attempt("merge-base", "--is-ancestor", from, bad).isEmpty()) {
            throw Problem.input("--good: " + from + " is not before " + bad + ", the build's revision");
        }
        line.addAll(0, start);
        return line;
    }

    private static BuildSpec like(Build red) {
        BuildSpec.Builder like = BuildSpec.newBuilder()
                // A history of its own: what old commits did says nothing of the suite.
                .setSuite(red.getSpec().getSuite() + "/culprits")
                .setBranch(red.getSpec().getBranch())
                .addAllRequirements(red.getSpec().getRequirementsList());
        like.setSettings(red.getSpec().getSettings().toBuilder()
                .setLane(Lane.LANE_HUNT)
                .setRetests(0)
                .clearMaxFailures()
                .setJudging(PolicyFile.DEFAULT.toBuilder()
                        .setKnownRetests(0)
                        .setRegressionRuns(0)
                        .setNewTestRuns(1)));
        return like.build();
    }

    private Search.Limits limits(Grid opened, Reconnection calls) {
        int commits = atOnce != null
                ? atOnce
                : Math.min(MOST_AT_ONCE, new IdleSlots(opened, surroundings.time(), calls).count());
        return new Search.Limits(commits, Math.min(commits, Runtime.getRuntime().availableProcessors()), repeats);
    }

    private int told(List<Finding> findings, Reverts reverts) {
        Console console = surroundings.console();
        if (json) {
            CulpritText.json(JsonWriter.indented(console.out()), findings);
            console.out().println();
        } else {
            CulpritText.lines(findings).forEach(console.out()::println);
        }
        if (revert == Reverting.PRINT) {
            reverts.commands().forEach(json ? console.err()::println : console.out()::println);
        } else if (revert == Reverting.MAKE) {
            reverts.make().forEach(this::say);
        }
        return reverts.isForAll() ? Exit.OK : Exit.RED;
    }

    private void say(String line) {
        surroundings.console().err().println(line);
    }
}
