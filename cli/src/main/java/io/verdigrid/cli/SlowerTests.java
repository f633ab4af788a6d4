package io.verdigrid.cli;

import io.grpc.StatusRuntimeException;
import io.verdigrid.cli.console.Exit;
import io.verdigrid.cli.console.HumanTime;
import io.verdigrid.cli.console.JsonWriter;
import io.verdigrid.cli.console.Table;
import io.verdigrid.cli.console.Table.Column;
import io.verdigrid.cli.grid.Answers;
import io.verdigrid.cli.grid.Grid;
import io.verdigrid.cli.run.Words;
import io.verdigrid.protocol.history.v1.HistoryServiceGrpc;
import io.verdigrid.protocol.history.v1.ListSlowerTestsRequest;
import io.verdigrid.protocol.history.v1.ListSlowerTestsResponse;
import io.verdigrid.protocol.history.v1.SlowerTest;
import io.verdigrid.protocol.history.v1.TestName;
import java.util.List;
import java.util.Locale;

/** Prints which tests became slower. */
record SlowerTests(Surroundings surroundings, Grid grid) {
    private static final int REVISION = 10;

    /** Those whose class#name contains the filter; returns the exit status. */
    int print(String suite, String filter, int wanted, boolean json) {
        ListSlowerTestsResponse answer;
        try {
            answer = HistoryServiceGrpc.newBlockingStub(grid.channel())
                    .listSlowerTests(
                            ListSlowerTestsRequest.newBuilder().setSuite(suite).build());
        } catch (StatusRuntimeException e) {
            throw Answers.problem(grid.name(), e);
        }
        String part = filter.toLowerCase(Locale.ROOT);
        List<SlowerTest> tests = answer.getTestsList().stream()
                .filter(test -> title(test.getTest()).toLowerCase(Locale.ROOT).contains(part))
                .limit(wanted)
                .toList();
        if (json) {
            printJson(tests);
        } else if (tests.isEmpty()) {
            surroundings
                    .console()
                    .out()
                    .println("None became slower, of " + Words.count(answer.getCompared(), "test")
                            + " with the 50 passes that it takes.");
        } else {
            printTable(tests);
        }
        return Exit.OK;
    }

    private static String title(TestName test) {
        String module = test.getModule().isEmpty() ? "" : "[" + test.getModule() + "] ";
        return module + test.getClassName() + "#" + test.getName();
    }

    private void printTable(List<SlowerTest> tests) {
        Table table = new Table(
                Column.right("BEFORE"),
                Column.right("NOW"),
                Column.right("TIMES"),
                Column.right("P"),
                Column.left("AFTER BUILD"),
                Column.left("SINCE BUILD"),
                Column.left("REVISION"),
                Column.elastic("TEST"));
        for (SlowerTest test : tests) {
            String revision = test.getFirstSlowRevision();
            table.row(
                    HumanTime.ofMicros(test.getBeforeUs()),
                    HumanTime.ofMicros(test.getNowUs()),
                    String.format(Locale.ROOT, "%.2f", (double) test.getNowUs() / Math.max(1, test.getBeforeUs())),
                    String.format(Locale.ROOT, "%.0e", test.getP()),
                    test.getLastFastBuild(),
                    test.getFirstSlowBuild(),
                    revision.isEmpty()
                            ? "-"
                            : revision.matches("[0-9a-f]{40,64}") ? revision.substring(0, REVISION) : revision,
                    title(test.getTest()));
        }
        surroundings.console().out().print(table.render(surroundings.console().tableWidth()));
    }

    private void printJson(List<SlowerTest> tests) {
        JsonWriter out = JsonWriter.indented(surroundings.console().out());
        out.array();
        for (SlowerTest test : tests) {
            TestName name = test.getTest();
            out.object()
                    .field("suite", name.getSuite())
                    .field("module", name.getModule())
                    .field("class", name.getClassName())
                    .field("name", name.getName())
                    .field("uniqueId", name.getUniqueId())
                    .field("beforeUs", test.getBeforeUs())
                    .field("nowUs", test.getNowUs());
            // Six decimals would make most of them 0.
            out.field("log10P", Math.log10(test.getP()))
                    .field("lastFastBuild", test.getLastFastBuild())
                    .field("lastFastRevision", test.getLastFastRevision())
                    .field("firstSlowBuild", test.getFirstSlowBuild())
                    .field("firstSlowRevision", test.getFirstSlowRevision())
                    .end();
        }
        out.end();
        surroundings.console().out().println();
    }
}
