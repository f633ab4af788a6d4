package io.verdigrid.cli.maven;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Reads a Maven project's tests: Maven compiles them and says what Surefire would have run. */
public final class MavenProject {
    private MavenProject() {}

    /**
     * One entry for each execution of Surefire that has tests, in the reactor's order; blocks while Maven runs, and kills it when
     * interrupted.
     *
     * @param notes told, a line each, what Maven does and what of Surefire's configuration has no effect here
     * @throws MavenProblem where Maven failed (its own words are passed on), or no module has tests
     */
    public static List<MavenModule> read(Path folder, MavenCommand maven, Consumer<String> notes)
            throws MavenProblem, InterruptedException {
        throw new UnsupportedOperationException("not built yet");
    }
}
