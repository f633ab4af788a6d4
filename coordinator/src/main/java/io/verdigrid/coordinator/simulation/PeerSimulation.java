package io.verdigrid.coordinator.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/** The policies of others: static deals and plain queues. For one run. */
final class PeerSimulation {
    private final Scenario scenario;
    private final Guesses guesses;
    private final SlotTimes times;
    private final List<Slot> slots = new ArrayList<>();

    /** A slot, and when it is free. */
    private static final class Slot {
        final int index;
        final double slowness;
        double freeAtMs;
        double dealtMs;
        int lastClass = -1;

        Slot(int index, Fleet.Host host) {
            this.index = index;
            this.slowness = host.slowness();
            this.freeAtMs = host.joinsAtMs();
        }
    }

    PeerSimulation(Scenario scenario) {
        this.scenario = scenario;
        this.guesses = new Guesses(scenario);
        this.times = new SlotTimes(scenario.fleet());
        for (Fleet.Host host : scenario.fleet().hosts()) {
            for (int i = 0; i < host.slots(); i++) {
                slots.add(new Slot(slots.size(), host));
            }
        }
    }

    SimulationResult run(Policy policy) {
        switch (policy) {
            case STATIC_ROUND_ROBIN -> roundRobin();
            case STATIC_LONGEST_FIRST -> deal(longestFirst());
            case RANDOM_TESTS -> randomTests();
            case CLASSES_LONGEST_FIRST -> pull(longestFirst());
            case VERDIGRID -> throw new IllegalArgumentException("not a peer: " + policy);
        }
        double makespan = 0;
        for (Slot slot : slots) {
            makespan = Math.max(makespan, slot.freeAtMs);
        }
        return times.close(scenario, makespan);
    }

    private TestClass testClass(int index) {
        return scenario.suite().classes().get(index);
    }

    private void runClass(Slot slot, int index, double latencyMs) {
        TestClass each = testClass(index);
        hold(slot, each.fixtureMs() + each.testMs(), latencyMs);
    }

    private void hold(Slot slot, double workMs, double latencyMs) {
        double from = slot.freeAtMs + latencyMs;
        slot.freeAtMs = from + workMs * slot.slowness;
        times.ran(slot.index, workMs, from, slot.freeAtMs);
    }

    private void roundRobin() {
        for (int i = 0; i < scenario.suite().classes().size(); i++) {
            runClass(slots.get(i % slots.size()), i, 0);
        }
    }

    private Integer[] longestFirst() {
        double[] estimates = new double[scenario.suite().classes().size()];
        Integer[] order = new Integer[estimates.length];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
            estimates[i] = guesses.ofClass(i);
        }
        Arrays.sort(order, Comparator.comparingDouble(i -> -estimates[i]));
        return order;
    }

    private void deal(Integer... order) {
        PriorityQueue<Slot> least = new PriorityQueue<>(
                Comparator.<Slot>comparingDouble(slot -> slot.dealtMs).thenComparingInt(slot -> slot.index));
        least.addAll(slots);
        for (int index : order) {
            Slot slot = least.remove();
            runClass(slot, index, 0);
            slot.dealtMs += guesses.ofClass(index);
            least.add(slot);
        }
    }

    private PriorityQueue<Slot> byFreedom() {
        PriorityQueue<Slot> free = new PriorityQueue<>(
                Comparator.<Slot>comparingDouble(slot -> slot.freeAtMs).thenComparingInt(slot -> slot.index));
        free.addAll(slots);
        return free;
    }

    private void pull(Integer... order) {
        PriorityQueue<Slot> free = byFreedom();
        for (int index : order) {
            Slot slot = free.remove();
            runClass(slot, index, scenario.latencyMs());
            free.add(slot);
        }
    }

    private void randomTests() {
        List<int[]> tests = new ArrayList<>();
        for (int i = 0; i < scenario.suite().classes().size(); i++) {
            for (int t = 0; t < testClass(i).tests().size(); t++) {
                tests.add(new int[] {i, t});
            }
        }
        SplittableRandom random = new SplittableRandom(scenario.seed() * 31 + 3);
        for (int i = tests.size() - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int[] other = tests.set(i, tests.get(j));
            tests.set(j, other);
        }
        PriorityQueue<Slot> free = byFreedom();
        for (int[] test : tests) {
            Slot slot = free.remove();
            TestClass each = testClass(test[0]);
            double fixture = slot.lastClass == test[0] ? 0 : each.fixtureMs();
            slot.lastClass = test[0];
            hold(slot, fixture + each.tests().get(test[1]).millis(), scenario.latencyMs());
            free.add(slot);
        }
    }
}
