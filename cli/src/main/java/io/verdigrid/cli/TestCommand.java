package io.verdigrid.cli;

import io.grpc.StatusRuntimeException;
import io.verdigrid.cli.console.Exit;
import io.verdigrid.cli.console.JsonWriter;
import io.verdigrid.cli.grid.Answers;
import io.verdigrid.cli.grid.Grid;
import io.verdigrid.cli.run.Words;
import io.verdigrid.protocol.history.v1.CodeKey;
import io.verdigrid.protocol.history.v1.Evidence;
import io.verdigrid.protocol.history.v1.HistoryServiceGrpc;
import io.verdigrid.protocol.history.v1.Judgement;
import io.verdigrid.protocol.history.v1.ListStateChangesRequest;
import io.verdigrid.protocol.history.v1.StateChange;
import io.verdigrid.protocol.history.v1.TestHistory;
import java.io.PrintStream;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what is thought of one test, and why. */
@Command(
        name = "test",
        description = "Says what is thought of a test (healthy, suspect, intermittent, broken, on probation), and each"
                + " change of that with its evidence: builds, code keys, workers.",
        footerHeading = "%nExamples:%n",
        footer = {"  verdigrid test org.example.CartTest#total", "  verdigrid test CartTest#total --suite shop --json"})
final class TestCommand implements Callable<Integer> {
    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
    private static final int DIGITS = 12;

    private final Surroundings surroundings;

    @Mixin
    private final GridOptions grid = new GridOptions();

    @Parameters(paramLabel = "TEST", description = "Its class#name, or enough of it.")
    String test = "";

    @Option(names = "--suite", paramLabel = "NAME", description = "Only a test of this suite.")
    String suite = "";

    @Option(names = "--json", description = "A JSON object instead of text.")
    boolean json;

    TestCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        try (Grid opened = grid.openForReading(surroundings)) {
            TestHistory found = FoundTest.of(opened, suite, test);
            List<StateChange> changes = HistoryServiceGrpc.newBlockingStub(opened.channel())
                    .listStateChanges(ListStateChangesRequest.newBuilder()
                            .setSuite(found.getSuite())
                            .setModule(found.getModule())
                            .setUniqueId(found.getUniqueId())
                            .build())
                    .getChangesList();
            if (json) {
                printJson(found, changes);
            } else {
                print(found, changes);
            }
            return Exit.OK;
        } catch (StatusRuntimeException e) {
            throw Answers.problem(grid.coordinator == null ? "this machine's data" : grid.coordinator, e);
        }
    }

    private void print(TestHistory found, List<StateChange> changes) {
        PrintStream out = surroundings.console().out();
        Judgement judgement = found.getJudgement();
        out.println(FoundTest.title(found));
        out.println("Suite:   " + found.getSuite());
        out.println("State:   " + StateChoice.word(judgement.getState())
                + (judgement.getSinceMs() == 0 ? "" : " since " + when(judgement.getSinceMs())));
        out.println("Runs:    " + Words.number(found.getRuns()) + ", " + Words.number(found.getPasses()) + " passed");
        if (judgement.getFailureRate() > 0) {
            out.println("Fails:   " + percent(judgement.getFailureRate())
                    + " of its runs, by its score, on code on which it can pass");
        }
        if (judgement.getCleanRunsNeeded() > 0) {
            out.println("Clean:   " + Words.number(judgement.getCleanRuns()) + " runs since its last red, of "
                    + Words.number(judgement.getCleanRunsNeeded()) + " after which it is released");
        }
        for (StateChange change : changes) {
            out.println();
            String states = change.getFrom() == change.getTo()
                    ? ""
                    : StateChoice.word(change.getFrom()) + " -> " + StateChoice.word(change.getTo()) + ": ";
            out.println(when(change.getAtMs()) + "  " + states + change.getReason());
            Evidence evidence = change.getEvidence();
            line("builds", evidence.getBuildsList());
            line("red on", evidence.getRedOnList());
            line("passed on", evidence.getPassedOnList());
            for (CodeKey key : evidence.getCodeKeysList()) {
                out.println("    code " + key.getDigest().substring(0, DIGITS)
                        + (key.getVariant().isEmpty() ? "" : " (" + key.getVariant() + ")"));
            }
        }
    }

    private void line(String what, List<String> names) {
        if (!names.isEmpty()) {
            surroundings.console().out().println("    " + what + " " + String.join(", ", names));
        }
    }

    private static String when(long ms) {
        return WHEN.format(Instant.ofEpochMilli(ms).atZone(ZoneId.systemDefault()));
    }

    private static String percent(double rate) {
        return String.format(Locale.ROOT, "%.2f %%", 100 * rate);
    }

    private void printJson(TestHistory found, List<StateChange> changes) {
        JsonWriter out = JsonWriter.indented(surroundings.console().out());
        out.object()
                .field("suite", found.getSuite())
                .field("module", found.getModule())
                .field("class", found.getClassName())
                .field("name", found.getName())
                .field("uniqueId", found.getUniqueId())
                .field("runs", found.getRuns())
                .field("passes", found.getPasses());
        StateChoice.fields(out, found.getJudgement());
        out.name("changes").array();
        for (StateChange change : changes) {
            out.object()
                    .field("from", StateChoice.word(change.getFrom()))
                    .field("to", StateChoice.word(change.getTo()))
                    .field("atMs", change.getAtMs())
                    .field("reason", change.getReason());
            Evidence evidence = change.getEvidence();
            array(out, "builds", evidence.getBuildsList());
            array(out, "redOn", evidence.getRedOnList());
            array(out, "passedOn", evidence.getPassedOnList());
            array(
                    out,
                    "codeKeys",
                    evidence.getCodeKeysList().stream().map(CodeKey::getDigest).collect(Collectors.toList()));
            out.end();
        }
        out.end().end();
        surroundings.console().out().println();
    }

    private static void array(JsonWriter out, String name, List<String> values) {
        out.name(name).array();
        values.forEach(out::value);
        out.end();
    }
}
