package io.verdigrid.cli;

import io.verdigrid.cli.bundle.BundleBuilder;
import io.verdigrid.cli.console.Interrupts;
import io.verdigrid.cli.console.Problem;
import io.verdigrid.cli.grid.Grid;
import io.verdigrid.cli.run.BuildListener;
import io.verdigrid.coordinator.CoordinatorLimits;
import io.verdigrid.protocol.build.v1.BuildSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs a suite, on this machine or on a grid. */
@Command(
        name = "run",
        description = "Runs a suite, on this machine or on a grid.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  verdigrid run --project .",
            "  verdigrid run --classpath @cp.txt --scan-classpath target/test-classes --workdir . --slots 4",
            "  verdigrid run -cp app.jar:tests.jar -c io.example.FooTest --reports-dir reports",
            "  verdigrid run --project . --coordinator grid:8470 --tls --require os=linux",
            "",
            "Exit status: 0 green, 1 red, 2 wrong usage or input, 3 the grid failed, 130 interrupted."
        })
final class RunCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private final ProjectOptions project = new ProjectOptions();

    @Mixin
    private final ClasspathOptions classpath = new ClasspathOptions();

    @Mixin
    private final SelectionOptions selection = new SelectionOptions();

    @Mixin
    private final BuildOptions build = new BuildOptions();

    @Mixin
    private final GridOptions grid = new GridOptions();

    @Mixin
    private final ResourceOptions resources = new ResourceOptions();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Option(names = "--slots", paramLabel = "N", description = "Runners at once on this machine. Default: its cores.")
    @Nullable
    Integer slots;

    @Option(
            names = "--max-bundle-size",
            paramLabel = "SIZE",
            converter = SizeConverter.class,
            description = "Refuse to ship more; a grid's coordinator has its own limit. Default: 4g.")
    long maxBundleSize = BundleBuilder.DEFAULT_LIMIT;

    @Option(
            names = "--reconnect-timeout",
            paramLabel = "TIME",
            description = "How long the coordinator may be away while the build runs. Default: 2m.")
    Duration reconnectTimeout = Patience.USUAL.reconnect();

    @Option(
            names = "--wait-for-worker",
            paramLabel = "TIME",
            description =
                    "How long a build waits for the first worker that can run it; then it is cancelled. Default: 5m.")
    @Nullable
    Duration waitForWorker;

    @Option(
            names = "--target-time",
            paramLabel = "TIME",
            description =
                    "Say how many slots the build needs to take no longer, by the suite's last build, and whether they"
                            + " are there.")
    @Nullable
    Duration targetTime;

    RunCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        check();
        Optional<Path> reports = output.reports(surroundings);
        BuildListener listener = output.listener(surroundings);
        Interruption interruption = new Interruption(surroundings.console(), listener);
        Interrupts.Registration registration = surroundings.interrupts().onInterrupt(interruption);
        try {
            SuiteSource suite = suite(listener);
            BuildSpec.Builder spec = build.spec(surroundings, suite.usualName(), suite.versioned());
            // The grid starts while files are hashed.
            CoordinatorLimits limits = CoordinatorLimits.DEFAULT
                    .withBundlesOf(maxBundleSize)
                    .withLicences(resources.licences(new ArrayList<>()));
            CompletableFuture<Grid> opening = Opening.of(grid, surroundings, Slots.of(slots), limits, interruption);
            List<SuiteSource.Ready> modules;
            try {
                modules = suite.bundle(surroundings, grid.dataFolder(surroundings), maxBundleSize);
            } catch (RuntimeException | InterruptedException e) {
                Opening.abandon(opening);
                throw e;
            }
            try (Grid opened = Opening.await(opening)) {
                BuildSession session = new BuildSession(
                        surroundings,
                        output,
                        listener,
                        interruption,
                        reports,
                        patience(),
                        build.hypotheses(!grid.isRemote()));
                return session.run(opened, spec, modules);
            }
        } finally {
            registration.withdraw();
        }
    }

    private Patience patience() {
        return new Patience(
                reconnectTimeout,
                waitForWorker == null ? Patience.USUAL.firstWorker() : waitForWorker,
                waitForWorker == null ? Patience.Said.BY_DEFAULT : Patience.Said.BY_OPTION,
                Optional.ofNullable(targetTime));
    }

    private void check() {
        List<String> problems = new ArrayList<>(selection.problems());
        problems.addAll(build.problems());
        problems.addAll(classpath.problems(surroundings, !grid.isRemote()));
        if (project.folder != null && classpath.namesClasspath()) {
            problems.add("--project asks Maven for classpath and working directory: give either it, or --classpath,"
                    + " --scan-classpath and --workdir");
        } else if (project.folder == null && classpath.scan.isEmpty() && !selection.hasSelectors()) {
            problems.add(
                    "nothing to run: give --project DIR, or --classpath with --scan-classpath PATH or --select-class,"
                            + " --select-package or --select-method");
        } else if (project.folder == null && classpath.classpath.isEmpty() && classpath.scan.isEmpty()) {
            problems.add("--classpath is missing: the selected tests must be on it");
        }
        if (slots != null && grid.isRemote()) {
            problems.add("--slots is for tests on this machine; on a grid each worker has its own (verdigrid worker"
                    + " --slots)");
        }
        resources.licences(problems);
        if (resources.isGiven() && grid.isRemote()) {
            problems.add("--resource is for tests on this machine; on a grid the coordinator says how many there are"
                    + " (verdigrid coordinator --resource)");
        }
        Slots.check(problems, slots);
        if (!problems.isEmpty()) {
            throw Problem.input(String.join("\n", problems));
        }
    }

    private SuiteSource suite(BuildListener listener) throws InterruptedException {
        if (project.folder != null) {
            return project.suite(surroundings, selection, classpath, listener);
        }
        List<Path> roots = classpath.scanRoots(surroundings);
        if (classpath.workdir != null && !Files.isDirectory(surroundings.resolve(classpath.workdir))) {
            throw Problem.input("--workdir: no such folder: " + surroundings.resolve(classpath.workdir));
        }
        Path versioned = classpath.workdir == null ? surroundings.folder() : surroundings.resolve(classpath.workdir);
        Path named = roots.isEmpty() ? versioned : roots.get(0);
        SuiteSource.Part part = new SuiteSource.Part(
                "",
                classpath.source(surroundings, roots),
                roots,
                selection.selection().build());
        return new SuiteSource(SuiteName.of(named), versioned, List.of(part));
    }
}
