package io.verdigrid.coordinator.simulation;

/**
 * What a simulation is told. Immutable.
 *
 * @param noise sigma of the log-normal error of what history says of each test and of each fixture; 0: history is right
 * @param latencyMs from the moment that a slot asks until it holds what it is given
 * @param seed of the noise and of random orders
 */
public record Scenario(Suite suite, Fleet fleet, double noise, double latencyMs, long seed) {
    /** No schedule is shorter: as much as all slots can do, and the longest test with its fixture on the fastest host. */
    public double lowerBoundMs() {
        double longest = 0;
        for (TestClass each : suite.classes()) {
            for (TestClass.TimedTest test : each.tests()) {
                longest = Math.max(longest, each.fixtureMs() + test.millis());
            }
        }
        return Math.max(fleet.fluidMs(suite.totalMs()), fleet.soonestMs(longest));
    }
}
