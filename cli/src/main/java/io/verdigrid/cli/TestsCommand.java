package io.verdigrid.cli;

import io.grpc.StatusRuntimeException;
import io.verdigrid.cli.console.Exit;
import io.verdigrid.cli.console.HumanTime;
import io.verdigrid.cli.console.JsonWriter;
import io.verdigrid.cli.console.Problem;
import io.verdigrid.cli.console.Table;
import io.verdigrid.cli.console.Table.Column;
import io.verdigrid.cli.grid.Answers;
import io.verdigrid.cli.grid.Grid;
import io.verdigrid.cli.run.Words;
import io.verdigrid.protocol.history.v1.HistoryServiceGrpc;
import io.verdigrid.protocol.history.v1.ListTestsRequest;
import io.verdigrid.protocol.history.v1.ListTestsResponse;
import io.verdigrid.protocol.history.v1.TestHistory;
import io.verdigrid.protocol.history.v1.TestState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists tests with what is known of them. */
@Command(
        name = "tests",
        description =
                "Lists tests from the history: runs, pass rate with its 95 %% interval, durations, time lost to red"
                        + " runs, what is thought of them.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  verdigrid tests --sort pass-rate --limit 20",
            "  verdigrid tests --state intermittent",
            "  verdigrid tests --suite app --filter checkout --json",
            "  verdigrid tests --history 'io.example.CheckoutTest#pays'"
        })
final class TestsCommand implements Callable<Integer> {
    private static final int PAGE = 1000;

    private final Surroundings surroundings;

    /** What comes first. */
    enum SortBy {
        TIME_LOST(ListTestsRequest.Sort.SORT_TIME_LOST),
        PASS_RATE(ListTestsRequest.Sort.SORT_PASS_RATE),
        MEDIAN(ListTestsRequest.Sort.SORT_MEDIAN),
        P95(ListTestsRequest.Sort.SORT_P95),
        RUNS(ListTestsRequest.Sort.SORT_RUNS),
        NAME(ListTestsRequest.Sort.SORT_NAME);

        final ListTestsRequest.Sort wire;

        SortBy(ListTestsRequest.Sort wire) {
            this.wire = wire;
        }

        /** As it is typed. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    @Mixin
    private final GridOptions grid = new GridOptions();

    @Option(names = "--suite", paramLabel = "NAME", description = "Only tests of this suite.")
    String suite = "";

    @Option(
            names = "--filter",
            paramLabel = "TEXT",
            description = "Only tests whose class#name contains this, whatever its case.")
    String filter = "";

    @Option(
            names = "--state",
            paramLabel = "STATE",
            description = "Only tests of which this is thought: ${COMPLETION-CANDIDATES}.")
    @Nullable
    StateChoice state;

    @Option(
            names = "--sort",
            paramLabel = "BY",
            description = "${COMPLETION-CANDIDATES}. The worst first; by name from A on. Default: time-lost.")
    SortBy sort = SortBy.TIME_LOST;

    @Option(names = "--reverse", description = "The other way round.")
    boolean reverse;

    @Option(
            names = "--history",
            paramLabel = "TEST",
            description = "What one test did, attempt by attempt: its class#name, or its unique id.")
    String history = "";

    @Option(
            names = "--slower",
            description = "Tests that became slower, with the builds between which they did: the last 10 passes"
                    + " against the 40 before.")
    boolean slower;

    @Option(names = "--by-day", description = "With --history: its sums of each day.")
    boolean byDay;

    @Mixin
    private final ListOptions list = new ListOptions(50);

    TestsCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        int wanted = list.wanted();
        if (byDay && history.isEmpty()) {
            throw Problem.input("--by-day goes with --history TEST");
        }
        if (slower && !history.isEmpty()) {
            throw Problem.input("--slower and --history exclude each other");
        }
        try (Grid opened = grid.openForReading(surroundings)) {
            if (slower) {
                return new SlowerTests(surroundings, opened).print(suite, filter, wanted, list.json);
            }
            if (!history.isEmpty()) {
                return new OneTest(surroundings, opened, byDay).print(suite, history, wanted, list.json);
            }
            List<TestHistory> tests = new ArrayList<>();
            int total;
            try {
                total = read(opened, tests, wanted);
            } catch (StatusRuntimeException e) {
                throw Answers.problem(opened.name(), e);
            }
            if (list.json) {
                printJson(tests);
            } else {
                printTable(tests, total);
            }
            return Exit.OK;
        }
    }

    private int read(Grid opened, List<TestHistory> tests, int wanted) {
        String page = "";
        while (true) {
            ListTestsResponse answer = HistoryServiceGrpc.newBlockingStub(opened.channel())
                    .listTests(ListTestsRequest.newBuilder()
                            .setSuite(suite)
                            .setFilter(filter)
                            .setState(state == null ? TestState.TEST_STATE_UNSPECIFIED : state.wire)
                            .setSort(sort.wire)
                            .setReverse(reverse)
                            .setPageSize(Math.min(PAGE, wanted - tests.size()))
                            .setPageToken(page)
                            .build());
            tests.addAll(answer.getTestsList());
            page = answer.getNextPageToken();
            if (page.isEmpty() || tests.size() >= wanted) {
                return answer.getTotal();
            }
        }
    }

    private void printTable(List<TestHistory> tests, int total) {
        if (tests.isEmpty()) {
            surroundings
                    .console()
                    .out()
                    .println("No tests"
                            + (filter.isEmpty() && suite.isEmpty() && state == null
                                    ? " in the history yet."
                                    : " match."));
            return;
        }
        Table table = new Table(
                Column.right("RUNS"),
                Column.right("PASSED"),
                Column.right("95 % INTERVAL"),
                Column.right("MEDIAN"),
                Column.right("P95"),
                Column.right("TIME LOST"),
                Column.left("STATE"),
                Column.elastic("TEST"));
        for (TestHistory test : tests) {
            String module = test.getModule().isEmpty() ? "" : "[" + test.getModule() + "] ";
            table.row(
                    Words.number(test.getRuns()),
                    test.getRuns() == 0 ? "-" : percent((double) test.getPasses() / test.getRuns()),
                    test.getRuns() == 0
                            ? "-"
                            : percent(test.getPassRateLow()) + " to " + percent(test.getPassRateHigh()),
                    test.getPasses() == 0 ? "-" : HumanTime.ofMicros(test.getMedianUs()),
                    test.getPasses() == 0 ? "-" : HumanTime.ofMicros(test.getP95Us()),
                    HumanTime.ofMicros(test.getTimeLostUs()),
                    StateChoice.word(test.getJudgement().getState()),
                    module + test.getClassName() + "#" + test.getName());
        }
        surroundings.console().out().print(table.render(surroundings.console().tableWidth()));
        if (total > tests.size()) {
            surroundings
                    .console()
                    .err()
                    .println(Words.number(tests.size()) + " of " + Words.number(total)
                            + " tests; --limit 0 lists all, --filter fewer");
        }
    }

    private void printJson(List<TestHistory> tests) {
        JsonWriter out = JsonWriter.indented(surroundings.console().out());
        out.array();
        for (TestHistory test : tests) {
            out.object()
                    .field("suite", test.getSuite())
                    .field("module", test.getModule())
                    .field("class", test.getClassName())
                    .field("name", test.getName())
                    .field("uniqueId", test.getUniqueId())
                    .field("runs", test.getRuns())
                    .field("passes", test.getPasses())
                    .field("passRateLow", test.getPassRateLow())
                    .field("passRateHigh", test.getPassRateHigh())
                    .field("medianUs", test.getMedianUs())
                    .field("p95Us", test.getP95Us())
                    .field("timeLostUs", test.getTimeLostUs())
                    .field("lastRedAtMs", test.getLastRedAtMs())
                    .field("intermittentBuilds", test.getIntermittentBuilds());
            StateChoice.fields(out, test.getJudgement());
            out.end();
        }
        out.end();
        surroundings.console().out().println();
    }

    /** 100 % only for what never failed. */
    private static String percent(double rate) {
        double rounded = Math.floor(rate * 1000) / 10;
        return rounded == 100 ? "100 %" : String.format(Locale.ROOT, "%.1f %%", rounded);
    }
}
