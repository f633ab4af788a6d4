package io.verdigrid.cli;

import io.verdigrid.cli.bundle.BundleSource;
import io.verdigrid.cli.console.Problem;
import io.verdigrid.cli.maven.MavenCommand;
import io.verdigrid.cli.maven.MavenModule;
import io.verdigrid.cli.maven.MavenProblem;
import io.verdigrid.cli.maven.MavenProject;
import io.verdigrid.cli.run.BuildListener;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A Maven project, and how Maven is called for it. */
final class ProjectOptions {
    @Option(
            names = "--project",
            paramLabel = "DIR",
            description = "A Maven project of one module or many: Maven says what each module's tests need.")
    @Nullable
    String folder;

    @Option(
            names = "--maven",
            paramLabel = "CMD",
            description = "The Maven to ask. Default: the project's mvnw, else mvn on the PATH.")
    @Nullable
    String maven;

    @Option(
            names = "--maven-arg",
            paramLabel = "ARG",
            parameterConsumer = LiteralArgument.class,
            description = "An argument for Maven, such as -o, -Pname or -Dkey=value. Repeats.")
    List<String> mavenArgs = new ArrayList<>();

    /** The same for another copy of the project. */
    ProjectOptions at(Path copy) {
        ProjectOptions there = new ProjectOptions();
        there.folder = copy.toString();
        there.maven = maven;
        there.mavenArgs = mavenArgs;
        return there;
    }

    /** The project's modules that hold what is selected. */
    SuiteSource suite(
            Surroundings surroundings, SelectionOptions selection, ClasspathOptions more, BuildListener listener)
            throws InterruptedException {
        Path project = surroundings.resolve(String.valueOf(folder));
        if (!Files.isDirectory(project)) {
            throw Problem.input("--project: no such folder: " + project);
        }
        if (!Files.exists(project.resolve("pom.xml"))) {
            throw Problem.input(
                    "--project: no pom.xml in " + project + "; for what is not a Maven project use --classpath");
        }
        List<SuiteSource.Part> parts = new ArrayList<>();
        try {
            MavenCommand command =
                    MavenCommand.find(project, Optional.ofNullable(maven), mavenArgs, surroundings.environment());
            List<MavenModule> modules = MavenProject.read(project, command, listener::preparing);
            for (MavenModule module : modules) {
                ProjectSelection.of(module, selection)
                        .ifPresent(selected -> parts.add(new SuiteSource.Part(
                                modules.size() == 1 ? "" : module.name(), source(module, more), List.of(), selected)));
            }
        } catch (MavenProblem e) {
            throw Problem.input(e.getMessage() == null ? "Maven failed" : e.getMessage());
        }
        if (parts.isEmpty()) {
            throw Problem.input(
                    "no module of " + project + " has what is selected among the classes that Surefire would run");
        }
        return new SuiteSource(SuiteName.of(project), project, parts);
    }

    /** What was told here is added to what Surefire was told, behind it. */
    private static BundleSource source(MavenModule module, ClasspathOptions more) {
        BundleSource source = module.bundleSource();
        List<String> jvmArgs = new ArrayList<>(source.jvmArgs());
        jvmArgs.addAll(more.jvmArgs);
        Map<String, String> environment = new TreeMap<>(source.environment());
        environment.putAll(more.environment);
        String javaHome = more.javaHome.isEmpty() ? source.javaHome() : more.javaHome;
        return new BundleSource(source.classpath(), source.workdir(), jvmArgs, environment, javaHome);
    }
}
