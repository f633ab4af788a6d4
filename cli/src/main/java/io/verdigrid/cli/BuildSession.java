package io.verdigrid.cli;

import io.verdigrid.cli.bundle.BundleUpload;
import io.verdigrid.cli.console.ByteSize;
import io.verdigrid.cli.console.Exit;
import io.verdigrid.cli.console.Problem;
import io.verdigrid.cli.grid.Grid;
import io.verdigrid.cli.report.Reports;
import io.verdigrid.cli.run.BuildClient;
import io.verdigrid.cli.run.BuildListener;
import io.verdigrid.cli.run.JsonEvents;
import io.verdigrid.cli.run.Listeners;
import io.verdigrid.cli.run.Reconnection;
import io.verdigrid.cli.run.Stacks;
import io.verdigrid.cli.run.Summary;
import io.verdigrid.protocol.BlobClient;
import io.verdigrid.protocol.build.v1.Build;
import io.verdigrid.protocol.build.v1.BuildSpec;
import io.verdigrid.protocol.build.v1.Counts;
import io.verdigrid.protocol.build.v1.ModuleSpec;
import io.verdigrid.protocol.build.v1.TestVerdict;
import io.verdigrid.protocol.build.v1.Worker;
import io.verdigrid.protocol.common.v1.BuildStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One build from its bundles to its exit status: uploads, submits, watches, reports.
 *
 * @param reports the folder for reports; empty: none
 */
record BuildSession(
        Surroundings surroundings,
        OutputOptions output,
        BuildListener listener,
        Interruption interruption,
        Optional<Path> reports,
        Patience patience,
        Hypotheses hypotheses) {
    private static final long WORTH_TELLING = 1 << 20;
    private static final Duration CANCEL_PATIENCE = Duration.ofSeconds(5);

    /** Runs it on this grid, and returns the exit status. */
    int run(Grid grid, BuildSpec.Builder spec, List<SuiteSource.Ready> modules) {
        BlobClient blobs = new BlobClient(grid.channel());
        Reconnection reconnection = new Reconnection(grid, surroundings.time(), patience.reconnect());
        BuildClient client = new BuildClient(grid, reconnection);
        RequiredLabels labels = new RequiredLabels(grid, surroundings.time(), reconnection);
        labels.check(spec.getRequirementsList(), patience.said() == Patience.Said.BY_OPTION, listener);
        for (SuiteSource.Ready module : modules) {
            spec.addModules(ModuleSpec.newBuilder()
                    .setName(module.name())
                    .setBundleDigest(module.bundle().digest().hex())
                    .setSelection(module.selection()));
        }
        patience.target().ifPresent(target -> {
            List<Worker> workers = reconnection.untilAnswered(listener, labels::workers);
            new NeededSlots(grid, reconnection, listener).say(target, spec.build(), workers);
        });
        modules.forEach(module -> upload(reconnection, blobs, module));
        BuildSpec whole = spec.build();
        Build build = client.submit(hypotheses.without(whole));
        interruption.submitted(client, build.getId());
        listener.submitted(build);
        Optional<Build> beside = hypotheses.of(whole).map(client::submit);
        beside.ifPresent(other -> listener.notice("hypotheses run beside it as build " + other.getId()
                + ", and block nothing: verdigrid build " + other.getId()));
        FirstWorker first = new FirstWorker(
                patience,
                surroundings.time(),
                listener,
                () -> client.cancel(build.getId(), "no worker came", CANCEL_PATIENCE));
        Build ended = client.watch(build.getId(), Listeners.of(listener, first));
        interruption.over();
        if (interruption.happened()) {
            beside.ifPresent(other -> client.cancel(other.getId(), "interrupted", CANCEL_PATIENCE));
            return Exit.INTERRUPTED;
        }
        if (first.gaveUp() && ended.getStatus() == BuildStatus.BUILD_STATUS_CANCELLED) {
            throw Problem.grid(first.problem());
        }
        if (hypotheses.awaited()) {
            beside.ifPresent(other -> tell(client.watch(other.getId(), new BuildListener() {})));
        }
        tell(client, reconnection, blobs, ended, modules);
        return exitCode(ended);
    }

    private void upload(Reconnection reconnection, BlobClient blobs, SuiteSource.Ready module) {
        try {
            reconnection.untilAnswered(
                    listener,
                    () -> BundleUpload.upload(module.bundle(), blobs, (sent, of) -> {
                        if (of >= WORTH_TELLING && surroundings.console().terminal()) {
                            listener.preparing("uploading " + ByteSize.format(sent) + " of " + ByteSize.format(of));
                        }
                    }));
        } catch (IOException e) {
            throw Problem.input("cannot upload the bundle" + (module.name().isEmpty() ? "" : " of " + module.name())
                    + ": " + e.getMessage());
        }
    }

    private void tell(Build hypotheses) {
        BuildStatus status = hypotheses.getStatus();
        String word = status.name().substring("BUILD_STATUS_".length());
        Counts counts = hypotheses.getCounts();
        int red = counts.getFailed() + counts.getTimedOut() + counts.getCrashed();
        String why = hypotheses.getReason().isEmpty() ? "" : ": " + hypotheses.getReason();
        listener.notice("hypotheses of build " + hypotheses.getId() + ": " + word + ", " + red + " red of "
                + counts.getPlanned() + why);
    }

    private void tell(
            BuildClient client,
            Reconnection reconnection,
            BlobClient blobs,
            Build build,
            List<SuiteSource.Ready> modules) {
        boolean notable = build.getStatus() != BuildStatus.BUILD_STATUS_GREEN
                || build.getCounts().getIntermittent() > 0
                || !build.getReason().isEmpty()
                || client.hasQuarantined(build.getSpec().getSuite());
        List<TestVerdict> verdicts = notable || reports.isPresent() ? client.verdicts(build.getId()) : List.of();
        if (reports.isPresent()) {
            try {
                Path folder = reports.get();
                reconnection.untilAnswered(listener, () -> {
                    Reports.write(folder, build, verdicts, blobs);
                    return folder;
                });
            } catch (IOException | Problem e) {
                throw Problem.grid("build " + build.getId() + " has ended, but its reports could not be written to "
                        + reports.get() + ": " + e.getMessage());
            }
        }
        if (output.json) {
            new JsonEvents(surroundings.console().out())
                    .finish(build, exitCode(build), reports.map(Path::toString).orElse(""));
            return;
        }
        Summary summary = new Summary(
                surroundings.console().paint(),
                new Stacks(blobs)::of,
                surroundings.console().tableWidth());
        surroundings.console().out().print(summary.of(build, verdicts, footer(build, modules)));
        surroundings.console().out().flush();
    }

    private List<String> footer(Build build, List<SuiteSource.Ready> modules) {
        List<String> lines = new ArrayList<>();
        if (build.getBadInput()) {
            // The worker knows these by their names only.
            modules.stream()
                    .flatMap(module -> module.scanRoots().stream())
                    .map(root -> "Scanned: " + root)
                    .forEach(lines::add);
        }
        reports.ifPresent(folder -> lines.add("Reports: " + folder));
        lines.add("Build:   " + build.getId());
        return lines;
    }

    /** What the process ends with for a build that has ended. */
    static int exitCode(Build build) {
        return switch (build.getStatus()) {
            case BUILD_STATUS_GREEN -> Exit.OK;
            case BUILD_STATUS_RED -> Exit.RED;
            case BUILD_STATUS_CANCELLED -> Exit.INTERRUPTED;
            case BUILD_STATUS_ERROR -> build.getBadInput() ? Exit.USAGE : Exit.GRID;
            default -> Exit.GRID;
        };
    }
}
