package io.verdigrid.coordinator.account;

import io.verdigrid.coordinator.model.Attempt;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** What a unit cost: its leases, its longest test. */
final class UnitCost {
    final String module;
    final String unitId;
    private String className;
    private String whole = "";
    private int tests;
    private long usefulMs;
    private long heldMs;
    private long fixtureMs;
    private long longestTestUs;

    /** Of each planned leaf that registers tests, what they took. */
    private final Map<String, Long> registeredUs = new HashMap<>(0);

    /** Those that a slot holds now. */
    final Set<LeaseLine> leases = new LinkedHashSet<>(2);

    UnitCost(String module, String unitId) {
        this.module = module;
        this.unitId = unitId;
        this.className = unitId;
    }

    boolean isDiscovery() {
        return unitId.isEmpty();
    }

    /**
     * What discovery said.
     *
     * @param reason why it can't be cut; empty: it can
     */
    void planned(String name, String reason) {
        className = name;
        whole = reason;
    }

    String className() {
        return className;
    }

    String whole() {
        return whole;
    }

    int tests() {
        return tests;
    }

    /** A test of it ran for the first time. */
    void ran(String registeredBy, Attempt attempt) {
        tests++;
        long us = attempt.durationUs();
        long sum = registeredBy.isEmpty() ? us : registeredUs.merge(registeredBy, us, Long::sum);
        longestTestUs = Math.max(longestTestUs, sum);
    }

    /** It held a slot so long, whatever for. */
    void held(long ms) {
        heldMs += ms;
    }

    long heldMs() {
        return heldMs;
    }

    /** A lease of its first round did so much of it. */
    void useful(long ms) {
        usefulMs += ms;
    }

    long usefulMs() {
        return usefulMs;
    }

    /** A lease paid this fixture; the answer is what of it had been paid before. */
    long fixtureAgain(long ms) {
        long again = Math.min(fixtureMs, ms);
        fixtureMs = Math.max(fixtureMs, ms);
        return again;
    }

    long fixtureMs() {
        return fixtureMs;
    }

    /** What one slot has to hold it for, however it is cut. */
    long indivisibleMs() {
        return whole.isEmpty() ? Math.min(usefulMs, fixtureMs + longestTestUs / 1000) : usefulMs;
    }
}
