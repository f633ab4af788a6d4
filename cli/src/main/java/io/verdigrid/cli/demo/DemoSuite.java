package io.verdigrid.cli.demo;

import io.verdigrid.cli.maven.MavenCommand;
import io.verdigrid.cli.maven.MavenProblem;
import io.verdigrid.cli.maven.MavenRun;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;

/** A published test suite that anybody can fetch by its coordinates. */
public final class DemoSuite {
    /** The suite of a demo that is not told another. */
    public static final String DEFAULT = "commons-statistics-distribution";

    private static final String COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy-dependencies";

    private final String name;
    private final Properties list;

    private DemoSuite(String name, Properties list) {
        this.name = name;
        this.list = list;
    }

    /** The suites there are, the default one first. */
    public static List<String> names() {
        return words(list(), "names");
    }

    /** The suite of this name. */
    public static Optional<DemoSuite> named(String name) {
        Properties list = list();
        return words(list, "names").contains(name) ? Optional.of(new DemoSuite(name, list)) : Optional.empty();
    }

    /** What it is, for people: how many tests, and what they cost. */
    public String about() {
        return list.getProperty(name + ".about", "");
    }

    /** Its version. */
    public String version() {
        return tests().version();
    }

    /**
     * The suite on this machine: fetched by Maven into a folder below {@code folder} the first time, found there afterwards.
     *
     * @throws MavenProblem where it cannot be fetched, which says why
     */
    public FetchedSuite fetch(Path folder, MavenCommand maven, Consumer<String> notes)
            throws MavenProblem, InterruptedException {
        Path place = folder.toAbsolutePath().normalize().resolve(name + "-" + version());
        try {
            if (!Files.isDirectory(place)) {
                notes.accept("fetching the suite " + name + " " + version() + " by its Maven coordinates (once)");
                Files.createDirectories(folder);
                Path fresh = Files.createTempDirectory(folder, "fetching");
                try {
                    fetchInto(fresh, maven);
                    // Renamed when it is whole, so that what is there is whole.
                    Files.move(fresh, place);
                } finally {
                    SuiteFiles.delete(fresh);
                }
            }
        } catch (IOException e) {
            throw new MavenProblem(List.of("cannot keep the suite " + name + " in " + folder + ": " + e.getMessage()));
        }
        return fetched(place);
    }

    private void fetchInto(Path place, MavenCommand maven) throws IOException, MavenProblem, InterruptedException {
        Path pom = place.resolve("pom.xml");
        Files.writeString(pom, SuiteFiles.pom(name, coordinates()));
        MavenRun.of(
                maven,
                place,
                List.of("-f", pom.toString(), COPY, "-DoutputDirectory=" + place.resolve("lib")),
                line -> {},
                "cannot fetch the suite " + name + ": is there a network? Maven says:");
        Path module = place.resolve("module");
        SuiteFiles.unpack(place.resolve("lib").resolve(tests().fileName()), module.resolve("target/test-classes"));
        // Some tests open their resources by the path they have in the sources.
        SuiteFiles.copyResources(module.resolve("target/test-classes"), module.resolve("src/test/resources"));
    }

    private FetchedSuite fetched(Path place) {
        Path module = place.resolve("module");
        Path classes = module.resolve("target/test-classes");
        List<Path> classpath = new ArrayList<>(List.of(classes));
        for (Coordinates one : coordinates()) {
            if (!one.equals(tests())) {
                classpath.add(place.resolve("lib").resolve(one.fileName()));
            }
        }
        return new FetchedSuite(
                name,
                version(),
                List.copyOf(classpath),
                List.of(classes),
                module,
                words(list, name + ".jvm-args"),
                words(list, name + ".classes"));
    }

    private Coordinates tests() {
        return coordinates().get(0);
    }

    private List<Coordinates> coordinates() {
        List<Coordinates> all = new ArrayList<>();
        words(list, name + ".classpath").forEach(one -> all.add(Coordinates.parse(one)));
        words(list, "junit." + list.getProperty(name + ".junit")).forEach(one -> all.add(Coordinates.parse(one)));
        return all;
    }

    private static List<String> words(Properties list, String key) {
        String words = list.getProperty(key, "").trim();
        return words.isEmpty() ? List.of() : List.of(words.split("\\s+", -1));
    }

    private static Properties list() {
        Properties list = new Properties();
        try (InputStream in = DemoSuite.class.getResourceAsStream("suites.properties")) {
            if (in == null) {
                throw new IllegalStateException("the list of demo suites is missing in this installation");
            }
            list.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return list;
    }
}
