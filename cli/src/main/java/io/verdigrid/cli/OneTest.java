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
import io.verdigrid.protocol.history.v1.PastDay;
import io.verdigrid.protocol.history.v1.TestName;
import java.io.PrintStream;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Prints what one test did.
 *
 * @param byDay day by day instead of attempt by attempt
 */
record OneTest(Surroundings surroundings, Grid grid, boolean byDay) {
    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
    private static final int PAGE = 500;
    private static final int MOST_DAYS = 4_000;
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
                                .setPageSize(byDay ? 1 : Math.min(PAGE, wanted - attempts.size()))
                                .setDays(byDay ? Math.min(MOST_DAYS, wanted) : 0)
                                .setPageToken(page)
                                .build());
                attempts.addAll(answer.getAttemptsList());
                page = answer.getNextPageToken();
            } while (!byDay && !page.isEmpty() && attempts.size() < wanted);
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
        if (byDay) {
            out.print(days(answer.getDaysList()).render(surroundings.console().tableWidth()));
            return;
        }
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

    private static Table days(List<PastDay> days) {
        Table table = new Table(
                Column.left("DAY (UTC)"),
                Column.right("PASSED"),
                Column.right("RED"),
                Column.right("OTHER"),
                Column.right("MEAN"),
                Column.right("MEDIAN"),
                Column.right("P95"));
        for (PastDay day : days) {
            boolean passed = day.getPasses() > 0;
            table.row(
                    LocalDate.ofEpochDay(day.getDay()).toString(),
                    Words.number(day.getPasses()),
                    Words.number(day.getReds()),
                    Words.number(day.getOthers()),
                    passed ? HumanTime.ofMicros(day.getMeanUs()) : "-",
                    passed ? HumanTime.ofMicros(day.getMedianUs()) : "-",
                    passed ? HumanTime.ofMicros(day.getP95Us()) : "-");
        }
        return table;
    }

    private static void days(JsonWriter out, List<PastDay> days) {
        out.name("days").array();
        for (PastDay day : days) {
            out.object()
                    .field("day", LocalDate.ofEpochDay(day.getDay()).toString())
                    .field("passes", day.getPasses())
                    .field("reds", day.getReds())
                    .field("others", day.getOthers())
                    .field("meanUs", day.getMeanUs())
                    .field("medianUs", day.getMedianUs())
                    .field("p95Us", day.getP95Us())
                    .end();
        }
        out.end().end();
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
                .field("fixtureMs", answer.getFixtureMs());
        if (byDay) {
            days(out, answer.getDaysList());
            surroundings.console().out().println();
            return;
        }
        out.name("attempts").array();
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
