package io.verdigrid.coordinator.scheduler;

import io.verdigrid.coordinator.model.Outcome;
import java.util.List;

/** What becomes of a unit between its leases: once more, a retest, given up, settled. */
final class Rounds {
    private final Grid grid;

    Rounds(Grid grid) {
        this.grid = grid;
    }

    /** Back to the queue with what is left of it, or on to the next round if nothing is. */
    void goOn(Work work) {
        UnitState unit = work.unit();
        if (unit == null || !work.isOver()) {
            work.queue();
            return;
        }
        if (work instanceof PartState part) {
            unit.parts().settle(part);
        }
        if (unit.parts().isEmpty()) {
            end(unit);
        }
    }

    /** The unit's round is over: its red tests are retested, or it is settled. */
    void end(UnitState unit) {
        unit.settle();
        BuildState build = unit.build();
        while (unit.isRoundOver()) {
            int finished = build.tally.finished();
            int red = build.tally.red();
            boolean massFailure = build.retestRule.isMassFailure(finished, red);
            if (massFailure && unit.hasRetestDue(build.retestRule)) {
                grid.decide(build.notices.onMassFailure(finished, red));
            }
            if (massFailure || !unit.beginRetest(build.retestRule)) {
                return;
            }
        }
        build.book.retested(unit.dueCount());
        unit.queue();
    }

    /** What is due in the unit, or in this part of it, is not tried again. */
    void giveUp(Work work, UnitState unit, Outcome outcome, String reason) {
        int attempt = unit.number();
        List<String> given = unit.giveUp(work, outcome);
        grid.decide(
                new Decision.GiveUp(unit.build().id, unit.module.name, unit.unitId, given, attempt, outcome, reason));
        goOn(work);
    }
}
