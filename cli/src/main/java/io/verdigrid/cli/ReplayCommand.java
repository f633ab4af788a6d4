package io.verdigrid.cli;

import io.verdigrid.cli.console.Clip;
import io.verdigrid.cli.console.Exit;
import io.verdigrid.cli.console.Interrupts;
import io.verdigrid.cli.console.Problem;
import io.verdigrid.cli.console.Table;
import io.verdigrid.cli.grid.Grid;
import io.verdigrid.cli.grid.HostName;
import io.verdigrid.cli.grid.Parts;
import io.verdigrid.cli.replay.Replay;
import io.verdigrid.cli.replay.ReplayFolder;
import io.verdigrid.cli.replay.ReplayPlan;
import io.verdigrid.cli.run.BuildClient;
import io.verdigrid.cli.run.FailureText;
import io.verdigrid.cli.run.Words;
import io.verdigrid.protocol.build.v1.Build;
import io.verdigrid.protocol.common.v1.Attempt;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs here what a runner ran until a test. */
@Command(
        name = "replay",
        description = {
            "Runs on this machine, in one JVM, what the runner that ran a test had run before it, in the same order and with"
                    + " the same bundle, JVM arguments and environment, and shows the outcomes beside the recorded ones.",
            "Exit status: 0 the test ended as recorded, 1 it did not, 3 it could not be run here."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  verdigrid replay 0A1B2C 'io.example.CartTest#sums()'",
            "  verdigrid replay 0A1B2C 'io.example.CartTest#sums()' --alone"
        })
final class ReplayCommand implements Callable<Integer> {
    private final Surroundings surroundings;
    private final Parts parts;

    @Mixin
    private final GridOptions grid = new GridOptions();

    @Parameters(index = "0", paramLabel = "BUILD", description = "As `verdigrid builds` lists it.")
    String id = "";

    @Parameters(index = "1", paramLabel = "TEST", description = "class#name as reports show it, or JUnit's unique id.")
    String test = "";

    @Option(
            names = "--attempt",
            paramLabel = "N",
            description = "Which attempt of the test. Default: its first red one, else its first.")
    @Nullable
    Integer attempt;

    @Option(names = "--alone", description = "Only the test itself, without what had run before it.")
    boolean alone;

    ReplayCommand(Surroundings surroundings, Parts parts) {
        this.surroundings = surroundings;
        this.parts = parts;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (attempt != null && attempt < 1) {
            throw Problem.input("--attempt: " + attempt + " is out of range: wanted 1 or more");
        }
        Path data = grid.dataFolder(surroundings);
        try (Grid opened = grid.openForReading(surroundings)) {
            BuildClient client = new BuildClient(opened, surroundings.time(), Duration.ofSeconds(5));
            Build build = client.get(id);
            ReplayPlan whole = ReplayPlan.of(client.verdicts(id), test, attempt == null ? 0 : attempt);
            ReplayPlan plan = alone ? whole.alone() : whole;
            PrintStream out = surroundings.console().out();
            announce(out, plan);
            CompletableFuture<Void> stop = new CompletableFuture<>();
            Replay.Outcome outcome = replay(opened, data, build, plan, stop);
            return stop.isDone() ? Exit.INTERRUPTED : tell(out, plan, outcome);
        }
    }

    /** Ctrl-c completes {@code stop}, and the process does not end before the JVM and the folder are gone. */
    private Replay.Outcome replay(Grid opened, Path data, Build build, ReplayPlan plan, CompletableFuture<Void> stop)
            throws InterruptedException {
        CountDownLatch gone = new CountDownLatch(1);
        Interrupts.Registration registration = surroundings.interrupts().onInterrupt(() -> {
            surroundings.console().err().println("Interrupted.");
            stop.complete(null);
            Interrupts.awaitQuietly(gone);
        });
        try (ReplayFolder folder = ReplayFolder.in(data)) {
            String host = HostName.of(surroundings.environment());
            return new Replay(parts, opened.channel(), folder.path(), WorkerOptions.USUAL_CACHE, host)
                    .run(build, plan, stop);
        } finally {
            registration.withdraw();
            gone.countDown();
        }
    }

    private void announce(PrintStream out, ReplayPlan plan) {
        Attempt recorded = plan.target().attempt();
        String place = "slot " + recorded.getSlot() + " of worker " + recorded.getWorker();
        out.println(
                alone
                        ? "Without what " + place + " had run before it:"
                        : Words.count(plan.steps().size(), "test") + " of "
                                + Words.count(plan.runs().size(), "lease") + ", in the order of " + place + ":");
        out.flush();
    }

    private int tell(PrintStream out, ReplayPlan plan, Replay.Outcome outcome) {
        Attempt here = outcome.attempts().get(plan.target().test().getUniqueId());
        if (here == null && outcome.end().cause() == Replay.Cause.GRID) {
            throw Problem.grid("the test did not run: " + outcome.end().reason());
        }
        Table table = new Table(
                Table.Column.right("#"),
                Table.Column.left("RECORDED"),
                Table.Column.left("HERE"),
                Table.Column.elastic("TEST"));
        List<ReplayPlan.Step> steps = plan.steps();
        for (int i = 0; i < steps.size(); i++) {
            ReplayPlan.Step step = steps.get(i);
            Attempt again = outcome.attempts().get(step.test().getUniqueId());
            table.row(
                    Integer.toString(i + 1),
                    Words.of(step.attempt().getOutcome()),
                    again == null ? "-" : Words.of(again.getOutcome()),
                    Words.test(plan.module(), step.test()));
        }
        out.print(table.render(surroundings.console().tableWidth()));
        if (outcome.end().cause() != Replay.Cause.ALL_RAN) {
            out.println("\nIt ended early: " + Clip.line(outcome.end().reason()));
        }
        Attempt recorded = plan.target().attempt();
        boolean same = here != null && here.getOutcome() == recorded.getOutcome();
        out.println();
        out.println("Recorded: " + said(recorded));
        out.println("Here:     " + (here == null ? "it did not run" : said(here)));
        out.println(same ? "The same." : "Not the same.");
        out.flush();
        return same ? Exit.OK : Exit.RED;
    }

    private static String said(Attempt attempt) {
        String outcome = Words.of(attempt.getOutcome());
        return attempt.hasFailure() ? outcome + ", " + FailureText.headline(attempt) : outcome;
    }
}
