package io.verdigrid.cli;

import io.verdigrid.cli.console.Problem;
import io.verdigrid.cli.policy.PolicyFile;
import io.verdigrid.protocol.build.v1.BuildSettings;
import io.verdigrid.protocol.build.v1.BuildSpec;
import io.verdigrid.protocol.build.v1.JudgingPolicy;
import io.verdigrid.protocol.common.v1.Isolation;
import io.verdigrid.protocol.common.v1.Lane;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a build is called, and how its tests are run. */
final class BuildOptions {
    /** How runners are shared. */
    enum IsolationChoice {
        /** A runner goes on with the next class. */
        REUSE,
        /** Each class has a new JVM. */
        CLASS
    }

    /** Who goes first when slots are scarce. */
    enum LaneChoice {
        /** What somebody waits for. */
        MAIN(Lane.LANE_MAIN),
        /** Gets what the main lane leaves. */
        HYPOTHESIS(Lane.LANE_HYPOTHESIS),
        /** Gets what nobody else wants. */
        HUNT(Lane.LANE_HUNT);

        private final Lane lane;

        LaneChoice(Lane lane) {
            this.lane = lane;
        }
    }

    @Option(
            names = "--suite",
            paramLabel = "NAME",
            description =
                    "Names the suite, whose history is kept apart. Default: the project folder's name, or that of what"
                            + " is scanned.")
    @Nullable
    String suite;

    @Option(
            names = "--revision",
            paramLabel = "REV",
            description = "The revision under test. Default: git's HEAD of the project or --workdir.")
    @Nullable
    String revision;

    @Option(names = "--branch", paramLabel = "NAME", description = "Its branch. Default: git's.")
    @Nullable
    String branch;

    @Option(
            names = "--retests",
            paramLabel = "N",
            description = "How often a red test is run again, elsewhere and in a new JVM. Default: ${DEFAULT-VALUE}.")
    int retests = 1;

    @Option(
            names = "--max-failures",
            paramLabel = "N",
            description =
                    "End the build RED once N tests failed, in their retests too; what runs is stopped and the rest"
                            + " not run.")
    @Nullable
    Integer maxFailures;

    @Option(names = "--fail-fast", description = "The same as --max-failures 1.")
    boolean failFast;

    @Option(
            names = "--isolation",
            paramLabel = "class|reuse",
            description = "class: a new JVM for each class. Default: reuse.")
    IsolationChoice isolation = IsolationChoice.REUSE;

    @Option(
            names = "--test-timeout",
            paramLabel = "TIME",
            description = "A test that takes longer is ended with its JVM, such as 90s. Default: 5m.")
    @Nullable
    Duration testTimeout;

    @Option(
            names = "--output-limit",
            paramLabel = "SIZE",
            converter = SizeConverter.class,
            description = "What is kept of each output stream of each test, half from its start and half from its end."
                    + " Default: 64k.")
    @Nullable
    Long outputLimit;

    @Option(
            names = "--lane",
            paramLabel = "main|hypothesis|hunt",
            description =
                    "Who goes first when slots are scarce. A hunt loses its slots at once when another build waits."
                            + " Default: main.")
    LaneChoice lane = LaneChoice.MAIN;

    @Option(
            names = "--hypothesis-tag",
            paramLabel = "TAG",
            description = "Tests of this tag or tag expression run in a build of their own beside this one, in lane"
                    + " hypothesis: they report and never block. Repeats.")
    List<String> hypothesisTags = new ArrayList<>();

    @Option(
            names = "--require",
            paramLabel = "LABEL",
            description = "A label that a worker must have: key=value, or key for any value. Repeats.")
    List<String> requirements = new ArrayList<>();

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description = "How tests are judged that are red and green. Default: " + PolicyFile.NAME
                    + " in the suite's folder, if there is one.")
    @Nullable
    String policy;

    /** How tests are judged: by this file, else by that in the folder, else as by default. */
    private JudgingPolicy judging(Surroundings surroundings, Path folder) {
        if (policy != null) {
            return PolicyFile.read(surroundings.resolve(policy));
        }
        Path usual = folder.resolve(PolicyFile.NAME);
        return Files.isRegularFile(usual) ? PolicyFile.read(usual) : PolicyFile.DEFAULT;
    }

    /** Problems with the values, a line each. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (retests < 0 || retests > 10) {
            problems.add("--retests: " + retests + " is out of range: wanted 0 to 10");
        }
        if (maxFailures != null && maxFailures < 1) {
            problems.add("--max-failures: " + maxFailures + " is out of range: wanted 1 or more");
        }
        if (maxFailures != null && failFast) {
            problems.add("--fail-fast is --max-failures 1: give one of them");
        }
        if (testTimeout != null && testTimeout.compareTo(Duration.ofMillis(100)) < 0) {
            problems.add("--test-timeout: too short: wanted at least 100ms");
        }
        if (!hypothesisTags.isEmpty() && lane != LaneChoice.MAIN) {
            problems.add("--hypothesis-tag is for builds of lane main: in lane "
                    + lane.name().toLowerCase(Locale.ROOT) + " no test blocks");
        }
        for (String requirement : requirements) {
            if (!requirement.matches("[A-Za-z0-9._/-]+(=.+)?")) {
                problems.add("--require: '" + requirement + "' is not a label: wanted key=value or key");
            }
        }
        return problems;
    }

    /**
     * What runs beside the build.
     *
     * @param awaited the grid ends with the command
     */
    Hypotheses hypotheses(boolean awaited) {
        return new Hypotheses(hypothesisTags, awaited);
    }

    /** A spec without modules. */
    BuildSpec.Builder spec(Surroundings surroundings, String usualSuite, Path versioned) {
        Optional<GitHead> head = revision == null || branch == null ? GitHead.of(versioned) : Optional.empty();
        BuildSettings.Builder settings = BuildSettings.newBuilder()
                .setRetests(retests)
                .setLane(lane.lane)
                .setJudging(judging(surroundings, versioned))
                .setIsolation(
                        isolation == IsolationChoice.CLASS ? Isolation.ISOLATION_CLASS : Isolation.ISOLATION_REUSE);
        if (failFast || maxFailures != null) {
            settings.setMaxFailures(maxFailures == null ? 1 : maxFailures);
        }
        if (testTimeout != null) {
            settings.setTestTimeoutMs(testTimeout.toMillis());
        }
        if (outputLimit != null) {
            settings.setOutputLimit(outputLimit);
        }
        String name = Objects.requireNonNullElse(suite, usualSuite);
        if (name.isBlank()) {
            throw Problem.input("--suite: must not be empty");
        }
        return BuildSpec.newBuilder()
                .setSuite(name)
                .setRevision(
                        revision != null
                                ? revision
                                : head.map(GitHead::revision).orElse(""))
                .setBranch(branch != null ? branch : head.map(GitHead::branch).orElse(""))
                .setSettings(settings)
                .addAllRequirements(requirements);
    }
}
