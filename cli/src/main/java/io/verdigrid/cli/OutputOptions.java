package io.verdigrid.cli;

import io.verdigrid.cli.console.Console;
import io.verdigrid.cli.console.Problem;
import io.verdigrid.cli.console.Reason;
import io.verdigrid.cli.report.OldReports;
import io.verdigrid.cli.run.BuildListener;
import io.verdigrid.cli.run.JsonEvents;
import io.verdigrid.cli.run.LiveProgress;
import io.verdigrid.cli.run.PlainProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is shown of a build, and what is left of it. */
final class OutputOptions {
    @Option(
            names = "--reports-dir",
            paramLabel = "DIR",
            description = "Write JUnit XML there, a file for each class, and summary.json.")
    @Nullable
    String reportsDir;

    @Option(
            names = {"-q", "--quiet"},
            description = "Show only how it ended.")
    boolean quiet;

    @Option(names = "--json", description = "One JSON object a line for each event, and nothing else.")
    boolean json;

    /**
     * Where reports go; made now, so that a folder that cannot be written to is told before the tests run. Reports of an
     * earlier build go now, so that those of a build that comes to no end are not taken for this one's.
     */
    Optional<Path> reports(Surroundings surroundings) {
        if (reportsDir == null) {
            return Optional.empty();
        }
        Path folder = surroundings.resolve(reportsDir);
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw Problem.input("--reports-dir: cannot make the folder " + folder + ": " + Reason.of(e));
        }
        if (!Files.isWritable(folder)) {
            throw Problem.input("--reports-dir: cannot write to " + folder);
        }
        try {
            OldReports.delete(folder);
        } catch (IOException e) {
            throw Problem.input(
                    "--reports-dir: cannot delete the reports of an earlier build in " + folder + ": " + Reason.of(e));
        }
        return Optional.of(folder);
    }

    /** Shows a build as it runs. */
    BuildListener listener(Surroundings surroundings) {
        Console console = surroundings.console();
        if (quiet) {
            return new BuildListener() {};
        }
        if (json) {
            return new JsonEvents(console.out());
        }
        return console.terminal()
                ? new LiveProgress(console, surroundings.time())
                : new PlainProgress(console, surroundings.time());
    }
}
