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
        if (work instanceof CopyState copy) {
            copyEnded(copy);
            return;
        }
        UnitState unit = work.unit();
        if (unit == null || !work.isOver()) {
            if (work.copy() == null) {
                work.queue();
            } else {
                work.split();
            }
            return;
        }
        CopyState second = work.copy();
        if (second != null) {
            drop(second);
            second.settle();
            work.copyTo(null);
        }
        if (work instanceof PartState part) {
            unit.parts().settle(part);
        }
        if (unit.parts().isEmpty()) {
            end(unit);
        }
    }

    private void copyEnded(CopyState copy) {
        Work original = copy.original();
        copy.settle();
        original.copyTo(null);
        if (original.isOver()) {
            drop(original);
            goOn(original);
        } else if (original.place() == Work.Place.SPLIT) {
            original.queue();
        }
    }

    /** The other was first. */
    private void drop(Work late) {
        Lease lease = late.lease();
        if (lease != null) {
            SlotState slot = lease.slot;
            long heldMs = lease.equals(slot.head()) ? grid.nowMs() - slot.headSinceMs() : 0;
            late.build().book.leaseClosed(heldMs, lease.freshRunner);
            grid.revoke(lease, "another slot was faster");
            grid.locks.doubt(lease);
            grid.release(lease, false);
        }
    }

    /** The unit's round is over: its red tests are retested, or it is settled. */
    void end(UnitState unit) {
        unit.settle();
        BuildState build = unit.build();
        while (unit.isRoundOver()) {
            int finished = build.tally.finished();
            int red = build.tally.red();
            boolean massFailure =
                    build.retestRule.isMassFailure(finished, red) && build.health.isRedEverywhere(build.pool.workers());
            if (massFailure && unit.hasRetestDue(build.retestRule)) {
                grid.decide(build.notices.onMassFailure(finished, red));
                build.failures.settle(unit.all());
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
