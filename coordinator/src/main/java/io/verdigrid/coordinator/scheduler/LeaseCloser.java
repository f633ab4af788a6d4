package io.verdigrid.coordinator.scheduler;

import io.verdigrid.coordinator.model.LeaseEnding;
import io.verdigrid.coordinator.model.Outcome;
import io.verdigrid.coordinator.scheduler.SchedulerEvent.LeaseClosed;
import io.verdigrid.coordinator.scheduler.policy.Pace;
import java.util.ArrayList;
import java.util.List;

/** What follows when a worker ends a lease. Leases that are no longer current, or are another worker's, are ignored. */
final class LeaseCloser {
    private final Grid grid;
    private final Rounds rounds;
    private final BuildEnds ends;
    private final SickBay sickBay;

    LeaseCloser(Grid grid, Rounds rounds, BuildEnds ends, SickBay sickBay) {
        this.sickBay = sickBay;
        this.grid = grid;
        this.rounds = rounds;
        this.ends = ends;
    }

    void closed(LeaseClosed event) {
        grid.locks.ended(event.workerId(), event.leaseId());
        Lease lease = grid.leases.get(event.leaseId());
        if (lease == null || !lease.slot.worker.id.equals(event.workerId())) {
            return;
        }
        LeaseEnding ending = event.ending();
        boolean runnerLives = !lease.freshRunner && (ending == LeaseEnding.DONE || ending == LeaseEnding.HANDED_BACK);
        grid.release(lease, runnerLives);
        lease.work.closed(lease);
        lease.work.build().book.leaseClosed(event.slotTimeMs(), event.freshRunner());
        UnitState unit = lease.work.unit();
        if (unit != null) {
            unit.times().add(event.slotTimeMs(), event.fixtureMs());
            unit.containersDone(event.containersDone());
        }
        switch (ending) {
            case DONE -> done(lease, event);
            case RUNNER_DIED -> {
                if (lease.context == Decision.Context.WHOLE && !lease.mayHaveProgressed()) {
                    apart(lease);
                    return;
                }
                int deaths = lease.work.countDeath(lease.mayHaveProgressed());
                died(lease, event, deaths, grid.config.limits().idleDeaths());
            }
            case RUNNER_KILLED -> {
                int kills = lease.work.countKill();
                died(lease, event, kills, grid.config.limits().losses());
            }
            case HANDED_BACK -> rounds.goOn(lease.work);
            case NOT_ABLE -> notAble(lease, event);
            case BAD_INPUT -> {
                rounds.goOn(lease.work);
                ends.badInput(lease.work.build(), event.reason());
            }
            case NOTHING_FOUND -> {
                lease.work.module.nothingFound = event.reason();
                lease.work.settle();
            }
        }
    }

    private void done(Lease lease, LeaseClosed event) {
        UnitState unit = lease.work.unit();
        if (unit == null) {
            lease.work.settle();
            return;
        }
        Pace pace = unit.build().pace(unit.fromHistory());
        long expectedMs = pace.scaled(lease.estimateMs);
        pace.add(lease.estimateMs, event.slotTimeMs());
        sickBay.ranThere(lease.slot.worker, expectedMs, event.slotTimeMs());
        unit.judgeMissing(lease);
        ranOn(unit, lease);
    }

    /** The class does not live through its other tests: what is due runs without them. */
    private void apart(Lease lease) {
        UnitState unit = lease.work.unit();
        if (unit != null) {
            unit.runApart();
        }
        rounds.goOn(lease.work);
    }

    private void died(Lease lease, LeaseClosed event, int deaths, int bound) {
        boolean giveUp = deaths >= bound;
        UnitState unit = lease.work.unit();
        if (unit == null) {
            rounds.goOn(lease.work);
            if (giveUp) {
                String what = "discovery of " + lease.work.module.title();
                ends.error(lease.work.build(), what + ": its JVM died " + deaths + " times: " + event.reason());
            }
        } else if (giveUp && !lease.work.isOver()) {
            rounds.giveUp(
                    lease.work,
                    unit,
                    Outcome.CRASHED,
                    "its JVM died " + deaths + " times without a result: " + event.reason());
        } else {
            ranOn(unit, lease);
        }
    }

    /** What is over of the unit's first round is made durable before the next round begins. */
    private void ranOn(UnitState unit, Lease lease) {
        List<PartState> open = unit.parts().open();
        boolean last = open.isEmpty() || (open.size() == 1 && open.contains(lease.work.original()));
        if (last && unit.isRoundOver() && unit.number() == 1) {
            grid.decide(closing(unit, lease));
        }
        rounds.goOn(lease.work);
    }

    private static Decision.CloseUnit closing(UnitState unit, Lease lease) {
        List<String> containersDone = new ArrayList<>();
        List<String> vanished = new ArrayList<>();
        for (LeafState leaf : unit.all()) {
            if (leaf.isContainerDone()) {
                containersDone.add(leaf.uniqueId);
            }
            if (leaf.isVanished()) {
                vanished.add(leaf.uniqueId);
            }
        }
        return new Decision.CloseUnit(
                unit.build().id,
                unit.module.name,
                unit.unitId,
                lease.id,
                unit.times().slotTimeOnceMs(),
                unit.times().fixtureOnceMs(),
                containersDone,
                vanished);
    }

    private void notAble(Lease lease, LeaseClosed event) {
        ModuleState module = lease.work.module;
        module.unable.put(event.workerId(), event.reason());
        rounds.goOn(lease.work);
        if (module.unable.size() >= grid.config.limits().unableWorkers()) {
            ends.error(
                    module.build,
                    module.unable.size() + " workers could not run " + module.title() + "; " + event.workerId()
                            + " said: " + event.reason());
        } else {
            ends.endUnable();
        }
    }
}
