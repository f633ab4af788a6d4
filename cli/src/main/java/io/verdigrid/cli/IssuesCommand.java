package io.verdigrid.cli;

import io.grpc.StatusRuntimeException;
import io.verdigrid.cli.console.Exit;
import io.verdigrid.cli.console.HumanTime;
import io.verdigrid.cli.console.JsonWriter;
import io.verdigrid.cli.console.Table;
import io.verdigrid.cli.console.Table.Column;
import io.verdigrid.cli.grid.Answers;
import io.verdigrid.cli.grid.Grid;
import io.verdigrid.protocol.issue.v1.Issue;
import io.verdigrid.protocol.issue.v1.IssueServiceGrpc;
import io.verdigrid.protocol.issue.v1.ListIssuesRequest;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists issues. */
@Command(
        name = "issues",
        description =
                "Lists clusters of failures that share a signature, newest first: what is broken or intermittent now.",
        footerHeading = "%nExamples:%n",
        footer = {"  verdigrid issues --suite shop", "  verdigrid issues --all --coordinator grid:8470 --tls"})
final class IssuesCommand implements Callable<Integer> {
    private static final int LIMIT = 1_000;

    private final Surroundings surroundings;

    @Mixin
    private final GridOptions grid = new GridOptions();

    @Option(names = "--suite", paramLabel = "NAME", description = "Default: all suites.")
    String suite = "";

    @Option(names = "--all", description = "Also those that are closed.")
    boolean all;

    @Option(names = "--json", description = "A JSON array instead of a table.")
    boolean json;

    IssuesCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        try (Grid opened = grid.openForReading(surroundings)) {
            List<Issue> issues = read(opened);
            if (json) {
                print(issues);
            } else if (issues.isEmpty()) {
                surroundings.console().out().println(all ? "No issues." : "No open issues.");
            } else {
                surroundings
                        .console()
                        .out()
                        .print(table(issues).render(surroundings.console().tableWidth()));
            }
            return Exit.OK;
        }
    }

    private List<Issue> read(Grid opened) {
        try {
            return IssueServiceGrpc.newBlockingStub(opened.channel())
                    .listIssues(ListIssuesRequest.newBuilder()
                            .setSuite(suite)
                            .setIncludeClosed(all)
                            .setLimit(LIMIT)
                            .build())
                    .getIssuesList();
        } catch (StatusRuntimeException e) {
            throw Answers.problem(opened.name(), e);
        }
    }

    private Table table(List<Issue> issues) {
        Table table = new Table(
                Column.right("ISSUE"),
                Column.left("SUITE"),
                Column.left("STATE"),
                Column.right("BUILDS"),
                Column.right("LAST SEEN"),
                Column.left("TRACKER"),
                Column.right("TESTS"),
                Column.elastic("SIGNATURE"));
        long now = surroundings.time().epochMillis();
        for (Issue issue : issues) {
            table.row(
                    Long.toString(issue.getNumber()),
                    issue.getSuite(),
                    (issue.getOpen() ? "" : "CLOSED ") + kind(issue),
                    Integer.toString(issue.getBuilds()),
                    HumanTime.clock(Math.max(0, now - issue.getLastAtMs()) / 1000) + " ago",
                    issue.getReference().isEmpty() ? "-" : issue.getReference(),
                    Integer.toString(issue.getTestsCount()),
                    issue.getTitle());
        }
        return table;
    }

    private static String kind(Issue issue) {
        return issue.getKind() == Issue.Kind.KIND_INTERMITTENT ? "INTERMITTENT" : "FAILING";
    }

    private void print(List<Issue> issues) {
        JsonWriter out = JsonWriter.indented(surroundings.console().out());
        out.array();
        for (Issue issue : issues) {
            out.object()
                    .field("number", issue.getNumber())
                    .field("suite", issue.getSuite())
                    .field("signature", issue.getSignature())
                    .field("kind", kind(issue).toLowerCase(Locale.ROOT))
                    .field("title", issue.getTitle())
                    .field("open", issue.getOpen())
                    .field("firstBuild", issue.getFirstBuildId())
                    .field("firstAtMs", issue.getFirstAtMs())
                    .field("lastBuild", issue.getLastBuildId())
                    .field("lastAtMs", issue.getLastAtMs())
                    .field("builds", issue.getBuilds())
                    .field("quietBuilds", issue.getQuietBuilds())
                    .field("reopened", issue.getReopened())
                    .field("reference", issue.getReference());
            out.name("tests").array();
            issue.getTestsList().forEach(out::value);
            out.end().end();
        }
        out.end();
        surroundings.console().out().println();
    }
}
