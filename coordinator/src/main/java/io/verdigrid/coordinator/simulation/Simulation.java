package io.verdigrid.coordinator.simulation;

/**
 * Runs a suite on a fleet under a policy, in virtual time. Stateless and thread-safe; the same scenario gives the same result.
 */
public final class Simulation {
    private Simulation() {}

    /** What comes of it. */
    public static SimulationResult run(Scenario scenario, Policy policy) {
        return policy == Policy.VERDIGRID
                ? new GridSimulation(scenario).run()
                : new PeerSimulation(scenario).run(policy);
    }
}
