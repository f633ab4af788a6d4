package io.verdigrid.cli;

import io.verdigrid.cli.console.Problem;
import io.verdigrid.cli.grid.Grid;
import io.verdigrid.cli.run.BuildClient;
import io.verdigrid.coordinator.simulation.DurationsCsv;
import io.verdigrid.coordinator.simulation.Suite;
import io.verdigrid.coordinator.simulation.SyntheticSuite;
import io.verdigrid.coordinator.simulation.TestClass;
import io.verdigrid.coordinator.simulation.TestClass.TimedTest;
import io.verdigrid.protocol.build.v1.TestVerdict;
import io.verdigrid.protocol.common.v1.Attempt;
import io.verdigrid.protocol.common.v1.Outcome;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The suite that a simulation runs: from a file, from a build, or made up. */
final class SimulatedSuite {
    private static final int MOST_TESTS = 2_000_000;

    @Option(
            names = "--durations",
            paramLabel = "FILE.csv",
            description =
                    "Durations of tests: lines class,test,milliseconds,fixture under a title of these words."
                            + " Tests named alike up to a # or [ are invocations of one method. Repeats: the suites are joined.")
    List<String> durations = new ArrayList<>();

    @Option(
            names = "--build",
            paramLabel = "ID",
            description = "The tests of a build from the history, as long as they took in it."
                    + " Fixture costs are not kept by build and count as nothing.")
    @Nullable
    String build;

    @Option(
            names = "--synthetic",
            description = "A suite made up from the seed: log-normal, no test above a minute of eight hours.")
    boolean synthetic;

    @Option(
            names = "--tests",
            paramLabel = "N",
            description = "So many tests: a suite from elsewhere is repeated until it has them. Synthetic: 40000.")
    @Nullable
    Integer tests;

    @Option(
            names = "--classes",
            paramLabel = "N",
            description = "Of the synthetic suite. Default: 3000, or as many as tests.")
    @Nullable
    Integer classes;

    @Option(
            names = "--total",
            paramLabel = "TIME",
            description = "All durations are scaled so that one slot takes so long, such as 8h. Synthetic: 8h.")
    @Nullable
    Duration total;

    @Option(
            names = "--fixtures",
            description =
                    "Synthetic classes have fixtures, on top of the total: every tenth 2 s, every hundredth 25 s.")
    boolean fixtures;

    @Mixin
    private final GridOptions grid = new GridOptions();

    Suite suite(Surroundings surroundings, long seed) {
        check();
        if (synthetic) {
            int count = tests == null ? 40_000 : tests;
            int inClasses = classes == null ? Math.min(3_000, count) : classes;
            if (inClasses > count) {
                throw Problem.input(
                        "--classes: " + inClasses + " is out of range: wanted 1 to " + count + ", the number of tests");
            }
            double totalMs = total == null ? (double) Duration.ofHours(8).toMillis() : (double) total.toMillis();
            return new SyntheticSuite(count, inClasses, totalMs, fixtures).generate(seed);
        }
        Suite suite = build == null ? fromFiles(surroundings) : fromBuild(surroundings, build);
        suite = tests == null ? suite : suite.repeatedTo(tests);
        if (total == null) {
            return suite;
        }
        if (suite.totalMs() == 0) {
            throw Problem.input("--total: cannot scale a suite that takes no time at all");
        }
        return suite.scaledTo((double) total.toMillis());
    }

    private void check() {
        int sources = (durations.isEmpty() ? 0 : 1) + (build == null ? 0 : 1) + (synthetic ? 1 : 0);
        if (sources != 1) {
            throw Problem.input(
                    (sources == 0 ? "there is no suite to simulate: give" : "more than one suite: give one of")
                            + " --durations FILE.csv, --build ID or --synthetic");
        }
        Numbers.within("--tests", tests, 1, MOST_TESTS);
        Numbers.within("--classes", classes, 1, MOST_TESTS);
        if (total != null && total.isZero()) {
            throw Problem.input("--total: 0 is out of range: wanted more than 0");
        }
        if (!synthetic && (classes != null || fixtures)) {
            throw Problem.input((classes != null ? "--classes" : "--fixtures") + " goes with --synthetic only");
        }
    }

    private Suite fromFiles(Surroundings surroundings) {
        List<TestClass> all = new ArrayList<>();
        for (String name : durations) {
            Path file = surroundings.resolve(name);
            try {
                all.addAll(DurationsCsv.read(Files.readAllLines(file, StandardCharsets.UTF_8))
                        .classes());
            } catch (IllegalArgumentException e) {
                throw Problem.input("--durations: " + file + ": " + e.getMessage());
            } catch (CharacterCodingException e) {
                throw Problem.input("--durations: " + file + ": is not UTF-8");
            } catch (IOException e) {
                String why = Files.exists(file) ? "cannot be read: " + e.getMessage() : "no such file";
                throw Problem.input("--durations: " + file + ": " + why);
            }
        }
        return joined(all);
    }

    /** Classes of the same name in several files are different ones. */
    private static Suite joined(List<TestClass> classes) {
        Map<String, TestClass> byName = new LinkedHashMap<>();
        for (TestClass each : classes) {
            String name = each.name();
            for (int copy = 2; byName.containsKey(name); copy++) {
                name = each.name() + "~" + copy;
            }
            byName.put(name, new TestClass(name, each.fixtureMs(), each.tests()));
        }
        return new Suite(List.copyOf(byName.values()));
    }

    private Suite fromBuild(Surroundings surroundings, String id) {
        Map<String, List<TimedTest>> byClass = new LinkedHashMap<>();
        try (Grid opened = grid.openForReading(surroundings)) {
            BuildClient client = new BuildClient(opened, surroundings.time(), Duration.ofSeconds(5));
            for (TestVerdict verdict : client.verdicts(client.get(id).getId())) {
                String module = verdict.getModule().isEmpty() ? "" : verdict.getModule() + ":";
                byClass.computeIfAbsent(module + verdict.getTest().getClassName(), name -> new ArrayList<>())
                        .add(new TimedTest(verdict.getTest().getName(), millis(verdict)));
            }
        }
        if (byClass.isEmpty()) {
            throw Problem.input("--build: build '" + id + "' has no tests");
        }
        List<TestClass> all = new ArrayList<>();
        byClass.forEach((name, own) -> all.add(new TestClass(name, 0, own)));
        return new Suite(all);
    }

    /** Its first attempt that passed, else its longest. */
    private static double millis(TestVerdict verdict) {
        long longestUs = 0;
        for (Attempt attempt : verdict.getAttemptsList()) {
            if (attempt.getOutcome() == Outcome.OUTCOME_PASSED) {
                return attempt.getDurationUs() / 1000.0;
            }
            longestUs = Math.max(longestUs, attempt.getDurationUs());
        }
        return longestUs / 1000.0;
    }
}
