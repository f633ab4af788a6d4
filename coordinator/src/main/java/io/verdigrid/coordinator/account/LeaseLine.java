package io.verdigrid.coordinator.account;

import io.verdigrid.coordinator.model.Attempt;
import io.verdigrid.coordinator.model.Outcome;
import java.util.Collections;
import java.util.Set;

/** A lease in its slot, from its grant on. */
final class LeaseLine {
    final long id;
    final BuildTimeline build;
    final UnitCost unit;
    final int attempt;
    final boolean fresh;
    private final Set<String> tests;

    /** Another lease ran the same tests at the same time. */
    private boolean copied;

    private long sinceMs;
    private long acceptedUs;
    private long duplicateUs;
    private long tornUs;

    LeaseLine(long id, BuildTimeline build, UnitCost unit, int attempt, boolean fresh, Set<String> tests) {
        this.id = id;
        this.build = build;
        this.unit = unit;
        this.attempt = attempt;
        this.fresh = fresh;
        this.tests = tests;
    }

    /** It is the one that its slot runs now. */
    void begin(long nowMs) {
        sinceMs = nowMs;
    }

    long sinceMs() {
        return sinceMs;
    }

    boolean isDiscovery() {
        return unit.isDiscovery();
    }

    boolean isRetest() {
        return attempt > 1;
    }

    boolean isCopied() {
        return copied;
    }

    /** If both run the same tests, each is the other's copy. */
    void compare(LeaseLine other) {
        if (attempt == other.attempt
                && !isDiscovery()
                && (tests.isEmpty() || other.tests.isEmpty() || !Collections.disjoint(tests, other.tests))) {
            copied = true;
            other.copied = true;
        }
    }

    /** An attempt under it; the ledger had it already, or not. */
    void ran(Attempt ran, boolean accepted) {
        if (!accepted) {
            duplicateUs += ran.durationUs();
        } else if (ran.torn() && ran.outcome().isRed()) {
            tornUs += ran.durationUs();
        } else if (ran.outcome() != Outcome.LOST) {
            acceptedUs += ran.durationUs();
        }
    }

    long acceptedMs() {
        return acceptedUs / 1000;
    }

    long duplicateMs() {
        return duplicateUs / 1000;
    }

    long tornMs() {
        return tornUs / 1000;
    }
}
