package io.verdigrid.cli;

import io.verdigrid.cli.bundle.BundleBuilder;
import io.verdigrid.cli.bundle.BundleSource;
import io.verdigrid.cli.bundle.Workdir;
import io.verdigrid.cli.console.Interrupts;
import io.verdigrid.cli.console.Problem;
import io.verdigrid.cli.demo.DemoSuite;
import io.verdigrid.cli.demo.FetchedSuite;
import io.verdigrid.cli.grid.Grid;
import io.verdigrid.cli.maven.MavenCommand;
import io.verdigrid.cli.maven.MavenProblem;
import io.verdigrid.cli.run.BuildListener;
import io.verdigrid.coordinator.CoordinatorLimits;
import io.verdigrid.protocol.common.v1.Selection;
import java.net.URISyntaxException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs a published suite on this machine. */
@Command(
        name = "demo",
        description =
                "Fetches a published test suite and runs it on this machine. Run it twice: the second run knows how"
                        + " long each class takes.",
        footerHeading = "%nExamples:%n",
        footer = {"  verdigrid demo", "  verdigrid demo --suite commons-lang3 --slots 4"})
final class DemoCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Option(names = "--suite", paramLabel = "NAME", description = "Which suite. Default: " + DemoSuite.DEFAULT + ".")
    String suite = DemoSuite.DEFAULT;

    @Option(names = "--slots", paramLabel = "N", description = "Runners at once. Default: this machine's cores.")
    @Nullable
    Integer slots;

    @Option(
            names = "--maven",
            paramLabel = "CMD",
            description = "The Maven that fetches. Default: mvn on the PATH, or mvnw.")
    @Nullable
    String maven;

    @Mixin
    private final GridOptions grid = new GridOptions();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    DemoCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        List<String> problems = new ArrayList<>();
        Slots.check(problems, slots);
        if (!problems.isEmpty()) {
            throw Problem.input(problems.get(0));
        }
        DemoSuite demo = DemoSuite.named(suite)
                .orElseThrow(() -> Problem.input("--suite: there is no demo '" + suite + "'; there are "
                        + String.join(", ", DemoSuite.names())));
        Path data = grid.dataFolder(surroundings);
        if (output.reportsDir == null) {
            output.reportsDir = data.resolve("reports").resolve(suite).toString();
        }
        Optional<Path> reports = output.reports(surroundings);
        BuildListener listener = output.listener(surroundings);
        Interruption interruption = new Interruption(surroundings.console(), listener);
        Interrupts.Registration registration = surroundings.interrupts().onInterrupt(interruption);
        try {
            CompletableFuture<Grid> opening =
                    Opening.of(grid, surroundings, Slots.of(slots), CoordinatorLimits.DEFAULT, interruption);
            List<SuiteSource.Ready> modules;
            BuildOptions build = new BuildOptions();
            SuiteSource source;
            try {
                FetchedSuite fetched = fetch(demo, data, listener);
                build.revision = fetched.revision();
                build.branch = "";
                source = source(fetched);
                modules = source.bundle(surroundings, data, BundleBuilder.DEFAULT_LIMIT);
            } catch (RuntimeException | InterruptedException e) {
                Opening.abandon(opening);
                throw e;
            }
            try (Grid opened = Opening.await(opening)) {
                return new BuildSession(
                                surroundings, output, listener, interruption, reports, Patience.USUAL, Hypotheses.NONE)
                        .run(opened, build.spec(surroundings, source.usualName(), source.versioned()), modules);
            }
        } finally {
            registration.withdraw();
        }
    }

    private FetchedSuite fetch(DemoSuite demo, Path data, BuildListener listener) throws InterruptedException {
        try {
            // What this program was built with is a Maven that works here.
            MavenCommand command = MavenCommand.find(
                    installation(), Optional.ofNullable(maven), List.of(), surroundings.environment());
            return demo.fetch(data.resolve("demo"), command, listener::preparing);
        } catch (MavenProblem e) {
            throw Problem.input(e.getMessage() == null ? "the suite cannot be fetched" : e.getMessage());
        }
    }

    /** The project that this program was built from, if it is in its tree: that has a wrapper. */
    private Path installation() {
        try {
            CodeSource code = DemoCommand.class.getProtectionDomain().getCodeSource();
            Path at = code == null ? null : Path.of(code.getLocation().toURI()).getParent();
            while (at != null && !Files.exists(at.resolve("pom.xml"))) {
                at = at.getParent();
            }
            return at == null ? surroundings.folder() : at;
        } catch (URISyntaxException | FileSystemNotFoundException notAFile) {
            return surroundings.folder();
        }
    }

    private static SuiteSource source(FetchedSuite fetched) {
        BundleSource bundle = new BundleSource(
                fetched.classpath(), Optional.of(Workdir.of(fetched.workdir())), fetched.jvmArgs(), Map.of(), "");
        Selection selection = Selection.newBuilder()
                .addAllIncludeClassname(fetched.includeClassnames())
                .build();
        SuiteSource.Part part = new SuiteSource.Part("", bundle, fetched.scanRoots(), selection);
        return new SuiteSource(fetched.suite(), fetched.workdir(), List.of(part));
    }
}
