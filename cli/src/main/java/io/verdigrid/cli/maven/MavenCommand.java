package io.verdigrid.cli.maven;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How Maven is called.
 *
 * @param program its script
 * @param arguments before the goals: {@code -o}, {@code -Pname}, {@code -Dkey=value}
 * @param environment added to this process's own
 */
public record MavenCommand(Path program, List<String> arguments, Map<String, String> environment) {
    private static final boolean WINDOWS = File.separatorChar == '\\';

    /** Copies its lists. */
    public MavenCommand {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
    }

    /**
     * The one that was named, else the project's own {@code mvnw} if it can be executed (in its folder, or that of a project
     * around it), else {@code mvn} on the PATH; throws MavenProblem where there is none.
     */
    public static MavenCommand find(
            Path project, Optional<String> named, List<String> arguments, Map<String, String> environment)
            throws MavenProblem {
        return new MavenCommand(program(project, named, environment), arguments, environment);
    }

    private static Path program(Path project, Optional<String> named, Map<String, String> environment)
            throws MavenProblem {
        if (named.isPresent()) {
            return named(named.get(), environment)
                    .orElseThrow(() -> new MavenProblem(List.of(
                            "Maven cannot be executed: '" + named.get() + "' is no program, here or on the PATH")));
        }
        String wrapper = WINDOWS ? "mvnw.cmd" : "mvnw";
        for (Path at = project.toAbsolutePath().normalize();
                at != null && Files.isRegularFile(at.resolve("pom.xml"));
                at = at.getParent()) {
            if (Files.isExecutable(at.resolve(wrapper))) {
                return at.resolve(wrapper);
            }
        }
        return onPath(WINDOWS ? "mvn.cmd" : "mvn", environment)
                .orElseThrow(
                        () -> new MavenProblem(
                                List.of(
                                        "no Maven found: " + project
                                                + " has no mvnw that can be executed, and there is no mvn on the PATH; name one with --maven")));
    }

    private static Optional<Path> named(String name, Map<String, String> environment) {
        Path path = Path.of(name);
        if (path.getNameCount() == 1 && !path.isAbsolute() && !Files.isExecutable(path)) {
            return onPath(name, environment);
        }
        return Optional.of(path.toAbsolutePath()).filter(MavenCommand::isProgram);
    }

    private static Optional<Path> onPath(String name, Map<String, String> environment) {
        for (String folder : path(environment).split(File.pathSeparator, -1)) {
            Path program = Path.of(folder.isEmpty() ? "." : folder).resolve(name);
            if (isProgram(program)) {
                return Optional.of(program.toAbsolutePath());
            }
        }
        return Optional.empty();
    }

    private static String path(Map<String, String> environment) {
        String path = environment.getOrDefault("PATH", System.getenv("PATH"));
        return path == null ? "" : path;
    }

    private static boolean isProgram(Path path) {
        return Files.isRegularFile(path) && Files.isExecutable(path);
    }
}
