package io.verdigrid.coordinator.scheduler;

import java.util.List;

/** Takes in what was planned and what was recorded, live or after a restart. */
final class AttemptBook {
    private final Grid grid;
    private final Rounds rounds;

    AttemptBook(Grid grid, Rounds rounds) {
        this.grid = grid;
        this.rounds = rounds;
    }

    void planned(SchedulerEvent.PlanAdded event) {
        ModuleState module = grid.module(event.buildId(), event.module());
        if (module == null) {
            return;
        }
        for (SchedulerEvent.UnitPlan plan : event.units()) {
            UnitState unit = module.units.computeIfAbsent(plan.unitId(), id -> new UnitState(module, id));
            if (!unit.isPlanned() && !plan.leaves().isEmpty()) {
                unit.plan(plan);
                module.build.planned(plan.estimate().millis());
                module.build.book.unitPlanned(plan.estimate().fromHistory());
                rounds.goOn(unit);
            }
        }
    }

    void planClosed(SchedulerEvent.PlanClosed event) {
        ModuleState module = grid.module(event.buildId(), event.module());
        if (module == null) {
            return;
        }
        module.closePlan();
        if (module.discovery.place() == Work.Place.QUEUED) {
            module.discovery.settle();
        }
    }

    void recorded(SchedulerEvent.AttemptRecorded event) {
        ModuleState module = grid.module(event.buildId(), event.module());
        if (module == null || event.number() < 1) {
            return;
        }
        UnitState unit = module.units.computeIfAbsent(event.unitId(), id -> new UnitState(module, id));
        if (!unit.record(event.uniqueId(), event.registeredBy(), event.number(), event.outcome(), event.torn())) {
            return;
        }
        Lease lease = grid.leases.get(event.leaseId());
        if (lease != null && unit.equals(lease.work.unit()) && event.outcome().isRed()) {
            unit.sawRed(lease.slot);
        }
        endIfOver(unit);
    }

    /** Reports of leases that are no longer current may leave nothing to do in what waits. */
    private void endIfOver(UnitState unit) {
        for (PartState part : List.copyOf(unit.parts().open())) {
            if (part.place() == Work.Place.QUEUED && part.isOver()) {
                rounds.goOn(part);
            }
        }
        if (unit.place() == Work.Place.QUEUED && unit.isRoundOver()) {
            rounds.end(unit);
        }
    }

    void restored(SchedulerEvent.UnitRestored event) {
        ModuleState module = grid.module(event.buildId(), event.module());
        UnitState unit = module == null ? null : module.units.get(event.unitId());
        if (unit == null) {
            return;
        }
        unit.containersDone(event.containersDone());
        if (event.closed() && unit.number() == 1) {
            unit.judgeMissing(null);
        }
        endIfOver(unit);
    }
}
