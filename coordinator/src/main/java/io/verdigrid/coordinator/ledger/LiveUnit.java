package io.verdigrid.coordinator.ledger;

import io.verdigrid.coordinator.model.Attempt;
import io.verdigrid.coordinator.model.Outcome;
import io.verdigrid.coordinator.rows.UnitStateRow;
import java.util.ArrayList;
import java.util.List;

/** A unit of an open build. For one thread. */
final class LiveUnit {
    final LiveModule module;
    final int number;
    final String unitId;
    final String className;
    final List<LiveTest> tests = new ArrayList<>();
    UnitStateRow state = UnitStateRow.none();

    /** Attempts that the history has not counted. */
    private List<Unfolded> unfolded = new ArrayList<>(0);

    LiveUnit(LiveModule module, int number, String unitId, String className) {
        this.module = module;
        this.number = number;
        this.unitId = unitId;
        this.className = className;
    }

    boolean isClosed() {
        return !state.leases().isEmpty();
    }

    boolean hasUnfolded() {
        return !unfolded.isEmpty();
    }

    void addUnfolded(Unfolded attempt) {
        unfolded.add(attempt);
    }

    /** Attempts that the history has not counted, which now is done. */
    List<Unfolded> takeUnfolded() {
        List<Unfolded> taken = unfolded;
        unfolded = new ArrayList<>(0);
        return taken;
    }

    /** An attempt, as far as the history wants to know it. */
    record Unfolded(LiveTest test, int number, Outcome outcome, long startedAtMs, long durationUs, int worker) {
        static Unfolded of(LiveTest test, Attempt attempt, int worker) {
            return new Unfolded(
                    test, attempt.number(), attempt.counted(), attempt.startedAtMs(), attempt.durationUs(), worker);
        }
    }
}
