package io.verdigrid.cli;

import io.verdigrid.cli.bundle.BundleBuilder;
import io.verdigrid.cli.console.Problem;
import io.verdigrid.cli.run.BuildListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a checked-out commit becomes a suite. */
final class CheckoutOptions {
    @Mixin
    private final ProjectOptions project = new ProjectOptions();

    @Mixin
    private final ClasspathOptions classpath = new ClasspathOptions();

    @Option(
            names = "--command",
            paramLabel = "COMMAND",
            description = "Builds a checked-out commit where it is no Maven project; called by sh in its folder, from"
                    + " which --classpath and --workdir are meant.")
    @Nullable
    String command;

    @Option(
            names = "--max-bundle-size",
            paramLabel = "SIZE",
            converter = SizeConverter.class,
            description = "Refuse to ship more; a grid's coordinator has its own limit. Default: 4g.")
    long maxBundleSize = BundleBuilder.DEFAULT_LIMIT;

    /** What is wrong with the values, a line each. */
    List<String> problems(Surroundings surroundings, boolean here) {
        List<String> problems = new ArrayList<>(classpath.problems(surroundings, here));
        boolean maven = project.folder != null;
        if (maven && (classpath.namesClasspath() || command != null)) {
            problems.add("--project asks Maven: give either it, or --command with --classpath or --scan-classpath");
        } else if (!maven && classpath.classpath.isEmpty() && classpath.scan.isEmpty()) {
            problems.add("nothing to run: give --project DIR, or --classpath with --command COMMAND that builds what is"
                    + " on it");
        }
        return problems;
    }

    /** The folder whose repository it is. */
    Path versioned(Surroundings surroundings) {
        return project.folder == null ? surroundings.folder() : surroundings.resolve(project.folder);
    }

    /** Of the commit that is checked out in this worktree; what keeps it from being built is a Problem. */
    SuiteSource suite(Surroundings there, Path tree) throws InterruptedException {
        if (project.folder != null) {
            return project.at(there.folder()).suite(there, new SelectionOptions(), classpath, new BuildListener() {});
        }
        if (command != null) {
            build(there, command);
        }
        List<Path> roots = classpath.scanRoots(there);
        SuiteSource.Part part = new SuiteSource.Part(
                "",
                classpath.source(there, roots),
                List.of(),
                new SelectionOptions().selection().build());
        return new SuiteSource("", tree, List.of(part));
    }

    private static void build(Surroundings there, String command) throws InterruptedException {
        try {
            CommandRun run = CommandRun.of(there.folder(), List.of("sh", "-c", command));
            if (run.status() != 0) {
                throw Problem.input("--command ended with status " + run.status() + ": " + run.end());
            }
        } catch (IOException e) {
            throw Problem.input("--command cannot be called in " + there.folder() + ": " + e.getMessage());
        }
    }
}
