package io.verdigrid.cli;

import io.grpc.StatusRuntimeException;
import io.verdigrid.cli.console.Exit;
import io.verdigrid.cli.console.JsonWriter;
import io.verdigrid.cli.console.Problem;
import io.verdigrid.cli.console.Table;
import io.verdigrid.cli.console.Table.Column;
import io.verdigrid.cli.grid.Answers;
import io.verdigrid.cli.grid.Grid;
import io.verdigrid.cli.run.QuarantineText;
import io.verdigrid.protocol.history.v1.HistoryServiceGrpc;
import io.verdigrid.protocol.history.v1.HistoryServiceGrpc.HistoryServiceBlockingStub;
import io.verdigrid.protocol.history.v1.ListQuarantinedTestsRequest;
import io.verdigrid.protocol.history.v1.QuarantineTestRequest;
import io.verdigrid.protocol.history.v1.QuarantinedTest;
import io.verdigrid.protocol.history.v1.ReleaseTestRequest;
import io.verdigrid.protocol.history.v1.ReleaseTestResponse;
import io.verdigrid.protocol.history.v1.TestHistory;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sets tests aside and takes them back. */
@Command(
        name = "quarantine",
        description =
                "Sets a test aside (add), takes it back (remove), or lists those that are set aside (list). It still"
                    + " runs, blocks nothing, and is on every report until it is back: at its end date, or when it was"
                    + " green so often that it would have failed.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  verdigrid quarantine add CartTest#total --reason 'port is taken' --owner ada --until 2026-12-01",
            "  verdigrid quarantine remove CartTest#total",
            "  verdigrid quarantine list --suite shop"
        })
final class QuarantineCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    /** What to do. */
    enum Deed {
        ADD,
        REMOVE,
        LIST
    }

    @Mixin
    private final GridOptions grid = new GridOptions();

    @Parameters(index = "0", paramLabel = "add|remove|list", description = "What to do.")
    Deed deed = Deed.LIST;

    @Parameters(index = "1", arity = "0..1", paramLabel = "TEST", description = "Its class#name, or enough of it.")
    String test = "";

    @Option(names = "--suite", paramLabel = "NAME", description = "Of this suite.")
    String suite = "";

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for whoever reads the reports. For add.")
    String reason = "";

    @Option(names = "--owner", paramLabel = "NAME", description = "Who sees to it that it comes back. For add.")
    String owner = "";

    @Option(names = "--until", paramLabel = "YYYY-MM-DD", description = "The day on which it ends. For add.")
    String until = "";

    @Option(names = "--json", description = "A JSON array instead of a table. For list.")
    boolean json;

    QuarantineCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        long untilMs = checked();
        try (Grid opened = grid.openForReading(surroundings)) {
            HistoryServiceBlockingStub history = HistoryServiceGrpc.newBlockingStub(opened.channel());
            try {
                switch (deed) {
                    case ADD -> add(history, FoundTest.of(opened, suite, test), untilMs);
                    case REMOVE -> remove(history, FoundTest.of(opened, suite, test));
                    case LIST -> list(history);
                }
            } catch (StatusRuntimeException e) {
                throw Answers.problem(opened.name(), e);
            }
            return Exit.OK;
        }
    }

    /** All that is wrong with what was typed, at once; the end of the quarantine where one is needed. */
    private long checked() {
        List<String> problems = new ArrayList<>();
        boolean list = deed == Deed.LIST;
        if (list != test.isEmpty()) {
            problems.add(list ? "list takes no TEST, found '" + test + "'" : "TEST is missing: class#name");
        }
        boolean add = deed == Deed.ADD;
        check(problems, "--reason", reason, add);
        check(problems, "--owner", owner, add);
        check(problems, "--until", until, add);
        long untilMs = 0;
        if (add && !until.isEmpty()) {
            try {
                untilMs = LocalDate.parse(until)
                        .atStartOfDay(ZoneId.systemDefault())
                        .toInstant()
                        .toEpochMilli();
                if (untilMs <= surroundings.time().epochMillis()) {
                    problems.add("--until: " + until + " is not in the future");
                }
            } catch (DateTimeParseException e) {
                problems.add("--until: '" + until + "' is no day, which is written 2026-12-01");
            }
        }
        if (!problems.isEmpty()) {
            throw Problem.input(String.join("\n", problems));
        }
        return untilMs;
    }

    private void check(List<String> problems, String option, String value, boolean needed) {
        if (needed && value.isBlank()) {
            problems.add(option + " is missing");
        } else if (!needed && !value.isEmpty()) {
            problems.add(option + " is for add only");
        }
    }

    private void add(HistoryServiceBlockingStub history, TestHistory found, long untilMs) {
        history.quarantineTest(QuarantineTestRequest.newBuilder()
                .setSuite(found.getSuite())
                .setModule(found.getModule())
                .setUniqueId(found.getUniqueId())
                .setReason(reason)
                .setOwner(owner)
                .setUntilMs(untilMs)
                .build());
        surroundings
                .console()
                .out()
                .println(FoundTest.title(found) + " is in quarantine until " + until + ", from the next build of suite "
                        + found.getSuite() + " on.");
    }

    private void remove(HistoryServiceBlockingStub history, TestHistory found) {
        ReleaseTestResponse answer = history.releaseTest(ReleaseTestRequest.newBuilder()
                .setSuite(found.getSuite())
                .setModule(found.getModule())
                .setUniqueId(found.getUniqueId())
                .build());
        surroundings
                .console()
                .out()
                .println(FoundTest.title(found)
                        + (answer.getReleased() ? " is out of quarantine." : " was in no quarantine."));
    }

    private void list(HistoryServiceBlockingStub history) {
        List<QuarantinedTest> tests = history.listQuarantinedTests(
                        ListQuarantinedTestsRequest.newBuilder().setSuite(suite).build())
                .getTestsList();
        if (json) {
            printJson(tests);
            return;
        }
        if (tests.isEmpty()) {
            surroundings.console().out().println("No test is in quarantine.");
            return;
        }
        Table table = new Table(
                Column.left("SINCE"),
                Column.left("UNTIL"),
                Column.left("OWNER"),
                Column.left("SUITE"),
                Column.left("REASON"),
                Column.elastic("TEST"));
        for (QuarantinedTest one : tests) {
            String module = one.getModule().isEmpty() ? "" : "[" + one.getModule() + "] ";
            table.row(
                    QuarantineText.day(one.getSinceMs()),
                    QuarantineText.day(one.getUntilMs()),
                    one.getOwner(),
                    one.getSuite(),
                    one.getReason(),
                    module + one.getClassName() + "#" + one.getName());
        }
        surroundings.console().out().print(table.render(surroundings.console().tableWidth()));
    }

    private void printJson(List<QuarantinedTest> tests) {
        JsonWriter out = JsonWriter.indented(surroundings.console().out());
        out.array();
        for (QuarantinedTest one : tests) {
            out.object()
                    .field("suite", one.getSuite())
                    .field("module", one.getModule())
                    .field("class", one.getClassName())
                    .field("name", one.getName())
                    .field("uniqueId", one.getUniqueId())
                    .field("reason", one.getReason())
                    .field("owner", one.getOwner())
                    .field("sinceMs", one.getSinceMs())
                    .field("untilMs", one.getUntilMs())
                    .end();
        }
        out.end();
        surroundings.console().out().println();
    }
}
