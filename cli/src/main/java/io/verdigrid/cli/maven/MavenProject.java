package io.verdigrid.cli.maven;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Reads a Maven project's tests: Maven runs up to its phase {@code test}, and what Surefire was about to do there is written down
 * instead of done.
 */
public final class MavenProject {
    /** The spy's name for it; its class is not for this process. */
    private static final String SPY_FOLDER = "verdigrid.spy.folder";

    private MavenProject() {}

    /**
     * One entry for each execution of Surefire that has tests, in the reactor's order; blocks while Maven runs, and kills it when
     * interrupted.
     *
     * @param notes told, a line each and perhaps on another thread, what Maven does and what of Surefire's configuration has no
     *     effect here
     * @throws MavenProblem where Maven failed (its own words are passed on), or no module has tests
     */
    public static List<MavenModule> read(Path folder, MavenCommand maven, Consumer<String> notes)
            throws MavenProblem, InterruptedException {
        Path project = folder.toAbsolutePath().normalize();
        if (!Files.isRegularFile(project.resolve("pom.xml"))) {
            throw new MavenProblem(List.of("not a Maven project: " + folder + " has no pom.xml"));
        }
        try {
            Path scratch = Files.createTempDirectory("verdigrid-maven");
            try {
                return read(project, maven, notes, scratch);
            } finally {
                delete(scratch);
            }
        } catch (IOException e) {
            throw new MavenProblem(List.of("cannot read what Maven says of " + folder + ": " + e.getMessage()));
        }
    }

    private static List<MavenModule> read(Path project, MavenCommand maven, Consumer<String> notes, Path scratch)
            throws IOException, MavenProblem, InterruptedException {
        Path jar = scratch.resolve("spy.jar");
        Path written = Files.createDirectory(scratch.resolve("written"));
        SpyJar.write(jar);
        notes.accept("asking Maven (" + maven.program() + ") to compile and to say what Surefire would run");
        MavenRun.of(
                maven,
                project,
                List.of("-Dmaven.ext.class.path=" + jar, "-D" + SPY_FOLDER + "=" + written, "test"),
                line -> {
                    if (line.startsWith("[INFO] Building ") && !line.startsWith("[INFO] Building jar")) {
                        notes.accept(
                                "Maven: " + line.substring("[INFO] ".length()).replaceAll(" +", " "));
                    }
                },
                "Maven failed in " + project + "; it says:");

        List<String> problems = new ArrayList<>();
        List<MavenModule> modules = new ArrayList<>();
        List<String> seen = new ArrayList<>();
        for (SurefireExecution execution : executions(written)) {
            seen.add(execution.name());
            new ModuleReading(execution, notes, problems).read().ifPresent(modules::add);
        }
        if (problems.isEmpty() && modules.isEmpty()) {
            problems.add("no tests to run in " + project + ": "
                    + (seen.isEmpty()
                            ? "none of its modules runs Surefire"
                            : "no test classes for Surefire in " + String.join(", ", seen)));
        }
        if (!problems.isEmpty()) {
            throw new MavenProblem(problems);
        }
        return distinct(modules);
    }

    private static List<SurefireExecution> executions(Path written) throws IOException {
        List<SurefireExecution> executions = new ArrayList<>();
        try (Stream<Path> files = Files.list(written)) {
            for (Path file : files.sorted().toList()) {
                executions.add(SurefireExecution.read(file));
            }
        }
        executions.sort(Comparator.comparingInt(SurefireExecution::order));
        return executions;
    }

    /** Two modules of one artifact id, in different groups, are told apart by their folders. */
    private static List<MavenModule> distinct(List<MavenModule> modules) {
        Map<String, Integer> counts = new HashMap<>();
        modules.forEach(module -> counts.merge(module.name(), 1, Integer::sum));
        List<MavenModule> distinct = new ArrayList<>();
        for (MavenModule module : modules) {
            boolean unique = counts.getOrDefault(module.name(), 0) == 1;
            distinct.add(
                    unique ? module : module.named(module.workdir().folder().getFileName() + "/" + module.name()));
        }
        return distinct;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
