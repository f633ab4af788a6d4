package io.verdigrid.coordinator.simulation;

import java.util.Arrays;

/** Adds up what the slots of a fleet did. Not thread-safe; milliseconds. */
final class SlotTimes {
    private final double[] joins;
    private final double[] busy;
    private final double[] last;
    private double workMs;
    private int leases;

    SlotTimes(Fleet fleet) {
        joins = new double[fleet.slots()];
        busy = new double[fleet.slots()];
        last = new double[fleet.slots()];
        int slot = 0;
        for (Fleet.Host host : fleet.hosts()) {
            Arrays.fill(joins, slot, slot + host.slots(), host.joinsAtMs());
            slot += host.slots();
        }
        System.arraycopy(joins, 0, last, 0, joins.length);
    }

    /** A slot held a lease of so much work, as on a host of ordinary speed, from then until then. */
    void ran(int slot, double work, double fromMs, double toMs) {
        busy[slot] += toMs - fromMs;
        last[slot] = Math.max(last[slot], toMs);
        workMs += work;
        leases++;
    }

    SimulationResult close(Scenario scenario, double makespanMs) {
        double start = 0;
        double wait = 0;
        double tail = 0;
        for (int i = 0; i < joins.length; i++) {
            double until = Math.max(joins[i], Math.min(last[i], makespanMs));
            start += Math.min(joins[i], makespanMs);
            tail += Math.max(0, makespanMs - until);
            wait += Math.max(0, until - joins[i] - busy[i]);
        }
        double extra = Math.max(0, workMs - scenario.suite().totalMs());
        return new SimulationResult(makespanMs, scenario.lowerBoundMs(), leases, start, extra, wait, tail);
    }
}
