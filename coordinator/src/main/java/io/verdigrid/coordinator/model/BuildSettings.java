package io.verdigrid.coordinator.model;

import java.time.Duration;

/**
 * How a build treats its tests.
 *
 * @param retests how often a red test is run again, each time elsewhere in a new JVM
 * @param testTimeout that one test may take
 * @param outputLimit bytes of each output stream kept for each test, half from the start and half from the end
 * @param lane who goes first when slots are scarce
 * @param maxFailures so many red tests, retests done, end the build; 0: all tests run
 * @param judging what is made of tests that are red and green
 */
public record BuildSettings(
        int retests,
        Isolation isolation,
        Duration testTimeout,
        long outputLimit,
        Lane lane,
        int maxFailures,
        JudgingPolicy judging) {
    /** What a build has that says nothing else. */
    public static final BuildSettings DEFAULT =
            new BuildSettings(1, Isolation.REUSE, Duration.ofMinutes(5), 64 << 10, Lane.MAIN);

    /** One that runs all its tests. */
    public BuildSettings(int retests, Isolation isolation, Duration testTimeout, long outputLimit, Lane lane) {
        this(retests, isolation, testTimeout, outputLimit, lane, 0, JudgingPolicy.DEFAULT);
    }

    /** The same in another lane. */
    public BuildSettings in(Lane other) {
        return new BuildSettings(retests, isolation, testTimeout, outputLimit, other, maxFailures, judging);
    }

    /** The same, ended by so many red tests. */
    public BuildSettings endedBy(int failures) {
        return new BuildSettings(retests, isolation, testTimeout, outputLimit, lane, failures, judging);
    }

    /** The same, with its tests judged in this way. */
    public BuildSettings judgedBy(JudgingPolicy policy) {
        return new BuildSettings(retests, isolation, testTimeout, outputLimit, lane, maxFailures, policy);
    }
}
