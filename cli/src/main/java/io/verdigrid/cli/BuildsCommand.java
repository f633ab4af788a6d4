package io.verdigrid.cli;

import io.grpc.StatusRuntimeException;
import io.verdigrid.cli.console.Exit;
import io.verdigrid.cli.console.HumanTime;
import io.verdigrid.cli.console.JsonWriter;
import io.verdigrid.cli.console.Table;
import io.verdigrid.cli.console.Table.Column;
import io.verdigrid.cli.grid.Answers;
import io.verdigrid.cli.grid.Grid;
import io.verdigrid.cli.run.BuildJson;
import io.verdigrid.cli.run.Words;
import io.verdigrid.protocol.build.v1.Build;
import io.verdigrid.protocol.build.v1.BuildServiceGrpc;
import io.verdigrid.protocol.build.v1.ListBuildsRequest;
import io.verdigrid.protocol.build.v1.ListBuildsResponse;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists builds, newest first. */
@Command(
        name = "builds",
        description = "Lists builds, newest first.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  verdigrid builds --suite app --status red",
            "  verdigrid builds --coordinator grid:8470 --tls --json"
        })
final class BuildsCommand implements Callable<Integer> {
    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
    private static final int PAGE = 200;
    private static final int REVISION = 10;

    private final Surroundings surroundings;

    /** How a build stands. */
    enum Status {
        DISCOVERING,
        RUNNING,
        GREEN,
        RED,
        ERROR,
        CANCELLED
    }

    @Mixin
    private final GridOptions grid = new GridOptions();

    @Option(names = "--suite", paramLabel = "NAME", description = "Only builds of this suite.")
    String suite = "";

    @Option(
            names = "--status",
            paramLabel = "STATUS",
            split = ",",
            description = "Only these: ${COMPLETION-CANDIDATES}.")
    List<Status> status = new ArrayList<>();

    @Mixin
    private final ListOptions list = new ListOptions(20);

    BuildsCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        int wanted = list.wanted();
        try (Grid opened = grid.openForReading(surroundings)) {
            List<Build> builds = read(opened, wanted);
            if (list.json) {
                printJson(builds);
            } else if (builds.isEmpty()) {
                surroundings
                        .console()
                        .out()
                        .println("No builds" + (suite.isEmpty() && status.isEmpty() ? " yet." : " match."));
            } else {
                surroundings
                        .console()
                        .out()
                        .print(table(builds).render(surroundings.console().tableWidth()));
            }
            return Exit.OK;
        }
    }

    private List<Build> read(Grid opened, int wanted) {
        List<Build> builds = new ArrayList<>();
        String page = "";
        do {
            try {
                ListBuildsResponse answer = BuildServiceGrpc.newBlockingStub(opened.channel())
                        .listBuilds(ListBuildsRequest.newBuilder()
                                .setSuite(suite)
                                .setPageSize(PAGE)
                                .setPageToken(page)
                                .build());
                answer.getBuildsList().stream().filter(this::isWanted).forEach(builds::add);
                page = answer.getNextPageToken();
            } catch (StatusRuntimeException e) {
                throw Answers.problem(opened.name(), e);
            }
        } while (!page.isEmpty() && builds.size() < wanted);
        return builds.subList(0, Math.min(wanted, builds.size()));
    }

    private boolean isWanted(Build build) {
        return status.isEmpty() || status.stream().anyMatch(one -> one.name().equals(Words.of(build.getStatus())));
    }

    private static Table table(List<Build> builds) {
        Table table = new Table(
                Column.left("BUILD"),
                Column.left("STATUS"),
                Column.left("SUBMITTED"),
                Column.right("TESTS"),
                Column.right("RED"),
                Column.right("INTERMITTENT"),
                Column.right("TIME"),
                Column.left("REVISION"),
                Column.elastic("SUITE"));
        for (Build build : builds) {
            String revision = build.getSpec().getRevision();
            table.row(
                    build.getId(),
                    Words.of(build.getStatus()),
                    WHEN.format(Instant.ofEpochMilli(build.getSubmittedAtMs()).atZone(ZoneId.systemDefault())),
                    Words.number(build.getCounts().getPlanned()),
                    Words.number(Words.red(build.getCounts())),
                    Words.number(build.getCounts().getIntermittent()),
                    build.getEndedAtMs() == 0
                            ? "-"
                            : HumanTime.ofMillis(build.getEndedAtMs() - build.getSubmittedAtMs()),
                    revision.matches("[0-9a-f]{40,64}") ? revision.substring(0, REVISION) : revision,
                    build.getSpec().getSuite());
        }
        return table;
    }

    private void printJson(List<Build> builds) {
        JsonWriter out = JsonWriter.indented(surroundings.console().out());
        out.array();
        for (Build build : builds) {
            out.object();
            BuildJson.fields(out, build);
            out.end();
        }
        out.end();
        surroundings.console().out().println();
    }
}
