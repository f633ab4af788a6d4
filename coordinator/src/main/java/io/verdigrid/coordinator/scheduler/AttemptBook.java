package io.verdigrid.coordinator.scheduler;

import io.verdigrid.coordinator.model.Outcome;
import java.util.List;

/** Takes in what was planned and what was recorded, live or after a restart. */
final class AttemptBook {
    private final Grid grid;
    private final Rounds rounds;
    private final SickBay sickBay;

    AttemptBook(Grid grid, Rounds rounds, SickBay sickBay) {
        this.sickBay = sickBay;
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
        if (lease != null && unit.equals(lease.work.unit()) && !event.torn()) {
            ran(unit, event, lease.slot);
        }
        endIfOver(unit);
    }

    private void ran(UnitState unit, SchedulerEvent.AttemptRecorded event, SlotState slot) {
        String worker = slot.worker.id;
        BuildHealth health = unit.build().health;
        if (event.number() == 1) {
            health.ran(worker, event.outcome().isRed());
        }
        if (event.outcome().isRed()) {
            unit.sawRed(event.uniqueId(), slot);
            return;
        }
        String redAt = unit.redAt(event.uniqueId());
        if (event.outcome() == Outcome.PASSED && !redAt.isEmpty() && !redAt.equals(worker)) {
            health.contradicted(redAt, unit.unitId);
            sickBay.failedThere(unit.build(), redAt);
        }
    }

    /** Reports of leases that are no longer current may leave nothing to do in what waits. */
    private void endIfOver(UnitState unit) {
        for (PartState part : List.copyOf(unit.parts().open())) {
            if (part.place() == Work.Place.QUEUED && part.isOver()) {
                rounds.goOn(part);
            }
        }
        if (unit.place() == Work.Place.QUEUED && unit.isOver()) {
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
