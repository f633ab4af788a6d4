package io.verdigrid.coordinator.model;

import java.time.Duration;

/**
 * How a build treats its tests.
 *
 * @param retests how often a red test is run again, each time elsewhere in a new JVM
 * @param testTimeout that one test may take
 * @param outputLimit bytes of each output stream kept for each test, half from the start and half from the end
 */
public record BuildSettings(int retests, Isolation isolation, Duration testTimeout, long outputLimit) {
    /** What a build has that says nothing else. */
    public static final BuildSettings DEFAULT = new BuildSettings(1, Isolation.REUSE, Duration.ofMinutes(5), 64 << 10);
}
