package io.verdigrid.coordinator.simulation;

/**
 * What came of a simulation. Milliseconds; sums are over all slots.
 *
 * @param makespanMs from the build's start to its end
 * @param boundMs no schedule is shorter
 * @param leases that ran, or pulls of a queue
 * @param startMs for which slots were not yet there
 * @param extraMs fixtures that were paid again, and what was run twice
 * @param waitMs for which slots waited between two leases
 * @param tailMs for which slots had nothing more to do until the end
 */
public record SimulationResult(
        double makespanMs, double boundMs, int leases, double startMs, double extraMs, double waitMs, double tailMs) {
    /** The part of the makespan that no schedule can save; at most 1. */
    public double efficiency() {
        return makespanMs == 0 ? 1 : Math.min(1, boundMs / makespanMs);
    }
}
