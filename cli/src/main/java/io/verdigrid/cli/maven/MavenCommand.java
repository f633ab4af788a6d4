package io.verdigrid.cli.maven;

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
    /** Copies its lists. */
    public MavenCommand {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
    }

    /**
     * The one that was named, else the project's own {@code mvnw} if it can be executed (looked for upwards), else {@code mvn} on
     * the PATH; throws MavenProblem where there is none.
     */
    public static MavenCommand find(
            Path project, Optional<String> named, List<String> arguments, Map<String, String> environment)
            throws MavenProblem {
        throw new UnsupportedOperationException("not built yet");
    }
}
