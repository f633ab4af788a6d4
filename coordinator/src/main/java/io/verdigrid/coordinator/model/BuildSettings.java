package io.verdigrid.coordinator.model;

import java.time.Duration;

/**
 * How a build treats its tests.
 *
 * @param retests how often a red test is run again, each time elsewhere in a new JVM
 * @param testTimeout that one test may take
 * @param outputLimit bytes of each output stream kept for each test, half from the start and half from the end
 * @param lane who goes first when slots are scarce
 */
public record BuildSettings(int retests, Isolation isolation, Duration testTimeout, long outputLimit, Lane lane) {
    /** What a build has that says nothing else. */
    public static final BuildSettings DEFAULT =
            new BuildSettings(1, Isolation.REUSE, Duration.ofMinutes(5), 64 << 10, Lane.MAIN);

    /** The same in another lane. */
    public BuildSettings in(Lane other) {
        return new BuildSettings(retests, isolation, testTimeout, outputLimit, other);
    }
}
