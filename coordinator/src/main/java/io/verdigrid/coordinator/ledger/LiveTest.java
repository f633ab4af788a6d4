package io.verdigrid.coordinator.ledger;

import io.verdigrid.coordinator.model.Outcome;
import io.verdigrid.coordinator.model.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A test of an open build: its done bits, and where it stands. There are many, so it is small. For one thread. */
final class LiveTest {
    private static final int[] NONE = new int[0];
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

    /** Number of an attempt * 16 + its outcome, sorted. */
    private int[] attempts = NONE;

    LiveTest(LiveUnit unit, int ordinal, String uniqueId, boolean isTest, @Nullable LiveTest leaf) {
        this.unit = unit;
        this.ordinal = ordinal;
        this.uniqueId = uniqueId;
        this.isTest = isTest;
        this.leaf = leaf;
    }

    /** False: an attempt with this number is known already. */
    boolean add(int number, Outcome outcome) {
        int place = 0;
        while (place < attempts.length && attempts[place] >> 4 < number) {
            place++;
        }
        if (place < attempts.length && attempts[place] >> 4 == number) {
            return false;
        }
        int[] more = Arrays.copyOf(attempts, attempts.length + 1);
        System.arraycopy(attempts, place, more, place + 1, attempts.length - place);
        more[place] = number << 4 | outcome.ordinal();
        attempts = more;
        return true;
    }

    boolean hasAttempts() {
        return attempts.length > 0;
    }

    /** NOT_RUN: no attempt yet. */
    Verdict verdict() {
        if (attempts.length == 1) {
            return Verdict.of(List.of(OUTCOMES[attempts[0] & 15]));
        }
        List<Outcome> outcomes = new ArrayList<>(attempts.length);
        for (int attempt : attempts) {
            outcomes.add(OUTCOMES[attempt & 15]);
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
