package io.verdigrid.coordinator.ledger;

import io.verdigrid.coordinator.model.Outcome;
import io.verdigrid.coordinator.model.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A test of an open build: its done bits, and where it stands. There are many, so it is small. For one thread. */
final class LiveTest {
    private static final long[] NONE = new long[0];
    private static final Outcome[] OUTCOMES = Outcome.values();

    final LiveUnit unit;
    final int ordinal;
    final String uniqueId;
    final boolean isTest;
    /** The leaf of the same unit that registered it, or null. */
    final @Nullable LiveTest leaf;

    /** JUnit did not find it again. */
    boolean vanished;
    /** Other tests were registered by it. */
    boolean registersTests;
    /** It registered tests, and has ended. */
    boolean done;
    /** The history knows that it was red and green in this build. */
    boolean intermittentInHistory;

    /** Number of an attempt in the upper half, then its worker's, then 4 bits of outcome; sorted. */
    private long[] attempts = NONE;

    LiveTest(LiveUnit unit, int ordinal, String uniqueId, boolean isTest, @Nullable LiveTest leaf) {
        this.unit = unit;
        this.ordinal = ordinal;
        this.uniqueId = uniqueId;
        this.isTest = isTest;
        this.leaf = leaf;
    }

    boolean knows(int number) {
        for (long attempt : attempts) {
            if (attempt >> 32 == number) {
                return true;
            }
        }
        return false;
    }

    /** An attempt of which nothing is known yet. */
    void add(int number, Outcome outcome, int worker) {
        int place = 0;
        while (place < attempts.length && attempts[place] >> 32 < number) {
            place++;
        }
        long[] more = Arrays.copyOf(attempts, attempts.length + 1);
        System.arraycopy(attempts, place, more, place + 1, attempts.length - place);
        more[place] = (long) number << 32 | (long) worker << 4 | outcome.ordinal();
        attempts = more;
    }

    int attemptCount() {
        return attempts.length;
    }

    /** In the order of the attempts' numbers, from 0. */
    Outcome outcomeAt(int place) {
        return OUTCOMES[(int) attempts[place] & 15];
    }

    /** The number of the worker that ran it. */
    int workerAt(int place) {
        return (int) attempts[place] >>> 4;
    }

    boolean isEverRed() {
        for (int place = 0; place < attempts.length; place++) {
            if (outcomeAt(place).isRed()) {
                return true;
            }
        }
        return false;
    }

    boolean hasAttempts() {
        return attempts.length > 0;
    }

    /** NOT_RUN: no attempt yet. */
    Verdict verdict() {
        if (attempts.length == 1) {
            return Verdict.of(List.of(outcomeAt(0)));
        }
        List<Outcome> outcomes = new ArrayList<>(attempts.length);
        for (int place = 0; place < attempts.length; place++) {
            outcomes.add(outcomeAt(place));
        }
        return Verdict.of(outcomes);
    }

    /**
     * It is one of the tests that the build must give a verdict on. A leaf that only registers tests is not, unless it
     * was skipped or failed by itself.
     */
    boolean isPlanned() {
        boolean onlyRegisters = !isTest && (registersTests || done);
        return hasAttempts() || (!vanished && !onlyRegisters);
    }
}
