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
import io.verdigrid.protocol.history.v1.GetTestHistoryRequest;
import io.verdigrid.protocol.history.v1.GetTestHistoryResponse;
import io.verdigrid.protocol.history.v1.HistoryServiceGrpc;
import io.verdigrid.protocol.history.v1.PastAttempt;
import io.verdigrid.protocol.history.v1.TestName;
import java.io.PrintStream;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Prints what one test did. */
record OneTest(Surroundings surroundings, Grid grid) {
    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
    private static final int PAGE = 500;
    private static final int CODE = 8;

    /** Its newest attempts; returns the exit status. */
    int print(String suite, String test, int wanted, boolean json) {
        List<PastAttempt> attempts = new ArrayList<>();
        GetTestHistoryResponse answer;
        String page = "";
        try {
            do {
                answer = HistoryServiceGrpc.newBlockingStub(grid.channel())
                        .getTestHistory(GetTestHistoryRequest.newBuilder()
                                .setSuite(suite)
                                .setTest(test)
                                .setPageSize(Math.min(PAGE, wanted - attempts.size()))
                                .setPageToken(page)
                                .build());
                attempts.addAll(answer.getAttemptsList());
                page = answer.getNextPageToken();
            } while (!page.isEmpty() && attempts.size() < wanted);
        } catch (StatusRuntimeException e) {
            throw Answers.problem(grid.name(), e);
        }
        if (json) {
            printJson(answer, attempts);
        } else {
            printTable(answer, attempts, !page.isEmpty());
        }
        return Exit.OK;
    }

    private void printTable(GetTestHistoryResponse answer, List<PastAttempt> attempts, boolean more) {
        PrintStream out = surroundings.console().out();
        TestName test = answer.getTest();
        String module = test.getModule().isEmpty() ? "" : "[" + test.getModule() + "] ";
        out.println(module + test.getClassName() + "#" + test.getName() + ", suite " + test.getSuite() + ", fixture "
                + HumanTime.ofMillis(answer.getFixtureMs()));
        Table table = new Table(
                Column.left("STARTED"),
                Column.left("OUTCOME"),
                Column.right("DURATION"),
                Column.right("UNIT'S SLOT"),
                Column.left("BUILD"),
                Column.right("ATTEMPT"),
                Column.left("CODE"),
                Column.right("RUN.POSITION"),
                Column.right("LOAD"),
                Column.elastic("WORKER"));
        for (PastAttempt attempt : attempts) {
            String code = attempt.getCodeKey();
            table.row(
                    WHEN.format(Instant.ofEpochMilli(attempt.getStartedAtMs()).atZone(ZoneId.systemDefault())),
                    Words.of(attempt.getOutcome()),
                    HumanTime.ofMicros(attempt.getDurationUs()),
                    attempt.getSlotTimeMs() == 0 ? "-" : HumanTime.ofMillis(attempt.getSlotTimeMs()),
                    attempt.getBuildId(),
                    Integer.toString(attempt.getNumber()),
                    code.isEmpty() ? "-" : code.substring(0, Math.min(CODE, code.length())),
                    attempt.getRun() == 0 ? "-" : attempt.getRun() + "." + attempt.getPosition(),
                    attempt.getLoad() < 0 ? "-" : String.format(Locale.ROOT, "%.2f", attempt.getLoad()),
                    attempt.getWorker().isEmpty() ? "-" : attempt.getWorker());
        }
        out.print(table.render(surroundings.console().tableWidth()));
        if (more) {
            surroundings
                    .console()
                    .err()
                    .println("The newest " + Words.number(attempts.size()) + "; --limit 0 lists all");
        }
    }

    private void printJson(GetTestHistoryResponse answer, List<PastAttempt> attempts) {
        TestName test = answer.getTest();
        JsonWriter out = JsonWriter.indented(surroundings.console().out());
        out.object()
                .field("suite", test.getSuite())
                .field("module", test.getModule())
                .field("class", test.getClassName())
                .field("name", test.getName())
                .field("uniqueId", test.getUniqueId())
                .field("fixtureMs", answer.getFixtureMs())
                .name("attempts")
                .array();
        for (PastAttempt attempt : attempts) {
            out.object()
                    .field("build", attempt.getBuildId())
                    .field("attempt", attempt.getNumber())
                    .field("outcome", Words.of(attempt.getOutcome()))
                    .field("startedAtMs", attempt.getStartedAtMs())
                    .field("durationUs", attempt.getDurationUs())
                    .field("slotTimeMs", attempt.getSlotTimeMs())
                    .field("codeKey", attempt.getCodeKey())
                    .field("worker", attempt.getWorker())
                    .field("run", attempt.getRun())
                    .field("position", attempt.getPosition());
            // What is not known is null.
            out.field("load", attempt.getLoad() < 0 ? Double.NaN : attempt.getLoad())
                    .end();
        }
        out.end().end();
        surroundings.console().out().println();
    }
}
