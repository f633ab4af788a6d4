package io.verdigrid.cli;

import io.grpc.StatusRuntimeException;
import io.verdigrid.cli.console.Exit;
import io.verdigrid.cli.console.Problem;
import io.verdigrid.cli.grid.Grid;
import io.verdigrid.cli.report.Reports;
import io.verdigrid.cli.report.SummaryJson;
import io.verdigrid.cli.run.BuildClient;
import io.verdigrid.cli.run.Stacks;
import io.verdigrid.cli.run.Summary;
import io.verdigrid.protocol.BlobClient;
import io.verdigrid.protocol.build.v1.Build;
import io.verdigrid.protocol.build.v1.TestVerdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows one build. */
@Command(
        name = "build",
        description = "Shows a build: its verdict, failures, slowest classes, and where its time went.",
        footerHeading = "%nExamples:%n",
        footer = {"  verdigrid build 0A1B2C", "  verdigrid build 0A1B2C --reports-dir reports"})
final class BuildCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private final GridOptions grid = new GridOptions();

    @Parameters(paramLabel = "ID", description = "As `verdigrid builds` lists it.")
    String id = "";

    @Option(names = "--json", description = "JSON, as in summary.json.")
    boolean json;

    @Option(names = "--reports-dir", paramLabel = "DIR", description = "Also write JUnit XML and summary.json there.")
    @Nullable
    String reportsDir;

    BuildCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        try (Grid opened = grid.openForReading(surroundings)) {
            BuildClient client = new BuildClient(opened, surroundings.time(), Duration.ofSeconds(5));
            BlobClient blobs = new BlobClient(opened.channel());
            Build build = client.get(id);
            List<TestVerdict> verdicts = client.verdicts(id);
            if (reportsDir != null) {
                write(surroundings.resolve(reportsDir), build, verdicts, blobs);
            }
            if (json) {
                SummaryJson.write(surroundings.console().out(), build, verdicts);
                surroundings.console().out().println();
            } else {
                Summary summary = new Summary(
                        surroundings.console().paint(),
                        new Stacks(blobs)::of,
                        surroundings.console().tableWidth());
                List<String> footer =
                        reportsDir == null ? List.of() : List.of("Reports: " + surroundings.resolve(reportsDir));
                surroundings.console().out().print(summary.of(build, verdicts, footer));
            }
            return Exit.OK;
        }
    }

    private static void write(Path folder, Build build, List<TestVerdict> verdicts, BlobClient blobs) {
        try {
            Reports.write(folder, build, verdicts, blobs);
        } catch (IOException | StatusRuntimeException e) {
            throw Problem.input("--reports-dir: cannot write to " + folder + ": " + e.getMessage());
        }
    }
}
