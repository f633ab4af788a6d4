package io.verdigrid.coordinator.ledger;

import io.verdigrid.coordinator.model.Attempt;
import io.verdigrid.coordinator.model.Outcome;
import io.verdigrid.coordinator.model.RunPlace;
import io.verdigrid.coordinator.rows.AttemptRow;
import io.verdigrid.coordinator.rows.RunRow;
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
    record Unfolded(
            LiveTest test,
            int number,
            Outcome outcome,
            long durationUs,
            int worker,
            RunRow.Circumstances circumstances) {

        static Unfolded of(LiveBuild build, LiveTest test, AttemptRow row) {
            Attempt attempt = row.attempt();
            RunPlace place = attempt.place();
            RunRow.Circumstances circumstances = new RunRow.Circumstances(
                    attempt.startedAtMs(),
                    build.shortCodeKey(test.unit.module, row.worker()),
                    build.workers.row(row.worker()).name(),
                    place == null ? 0 : place.run(),
                    place == null ? 0 : place.position(),
                    row.loadPercent());
            return new Unfolded(
                    test, attempt.number(), attempt.counted(), attempt.durationUs(), row.worker(), circumstances);
        }
    }
}
