package io.verdigrid.cli.demo;

import io.verdigrid.cli.maven.MavenCommand;
import io.verdigrid.cli.maven.MavenProblem;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A published test suite that anybody can fetch by its coordinates. */
public final class DemoSuite {
    /** The suite of a demo that is not told another. */
    public static final String DEFAULT = "commons-statistics-distribution";

    private DemoSuite() {}

    /** The suites there are, the default one first. */
    public static List<String> names() {
        throw new UnsupportedOperationException("not built yet");
    }

    /** The suite of this name. */
    public static Optional<DemoSuite> named(String name) {
        throw new UnsupportedOperationException("not built yet");
    }

    /**
     * The suite on this machine: fetched by Maven into a folder below {@code folder} the first time, found there afterwards.
     *
     * @throws MavenProblem where it cannot be fetched, which says why
     */
    public FetchedSuite fetch(Path folder, MavenCommand maven, Consumer<String> notes)
            throws MavenProblem, InterruptedException {
        throw new UnsupportedOperationException("not built yet");
    }
}
