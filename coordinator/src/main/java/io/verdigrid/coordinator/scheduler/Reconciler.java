package io.verdigrid.coordinator.scheduler;

import io.verdigrid.coordinator.scheduler.SchedulerEvent.LeaseClaim;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Brings together what a worker says it holds and what the scheduler believes it holds. */
final class Reconciler {
    private final Grid grid;
    private final LossWatch losses;

    Reconciler(Grid grid, LossWatch losses) {
        this.grid = grid;
        this.losses = losses;
    }

    void joined(SchedulerEvent.WorkerJoined event) {
        WorkerState worker = grid.workers.getOrAdd(event.workerId());
        Map<Long, LeaseClaim> claims = new LinkedHashMap<>();
        for (LeaseClaim claim : event.held()) {
            claims.putIfAbsent(claim.leaseId(), claim);
        }
        grid.leave(worker);
        List<Lease> missing = new ArrayList<>();
        for (Lease lease : worker.leases()) {
            boolean slotStays = lease.slot.index < event.slots();
            if (!claims.containsKey(lease.id) || !slotStays) {
                missing.add(lease);
                grid.locks.doubt(lease);
            }
        }
        losses.take(missing, "worker " + worker.id + " came back without units that it held");
        // What it still runs though its slot is gone is locked until it was told to end it.
        grid.locks.said(worker.id, claims.keySet());
        worker.slots().stream().filter(SlotState::isIdle).forEach(slot -> slot.serve(null));
        worker.hello(event.slots(), new TreeMap<>(event.labels()));
        grid.workers.heard(worker, grid.nowMs());
        WorkerStatus.State fit = worker.asideFor().isEmpty() ? WorkerStatus.State.READY : WorkerStatus.State.PUT_ASIDE;
        grid.become(worker, event.draining() ? WorkerStatus.State.DRAINING : fit);

        List<Long> keep = new ArrayList<>();
        for (LeaseClaim claim : claims.values()) {
            Lease lease = grid.leases.get(claim.leaseId());
            boolean holds = lease == null ? adopt(worker, claim) : lease.slot.worker.equals(worker);
            if (holds) {
                keep.add(claim.leaseId());
            }
        }
        grid.decide(new Decision.Keep(worker.id, keep));
    }

    /**
     * Goes on with a lease from before a loss or a restart, if its unit still waits, its slot has
     * nothing else, nothing wants to be alone, and it has not ended already.
     */
    private boolean adopt(WorkerState worker, LeaseClaim claim) {
        Work work = find(claim);
        if (work == null
                || work.place() != Work.Place.QUEUED
                || work.number() != claim.attempt()
                || work.hasClosed(claim.leaseId())
                || claim.slot() < 0
                || claim.slot() >= worker.slots().size()) {
            return false;
        }
        BuildState build = work.build();
        if (build.isRunningAlone() || (work.isIsolated() && build.leased() > 0)) {
            return false;
        }
        SlotState slot = worker.slots().get(claim.slot());
        Lease head = slot.head();
        if (head != null && !head.work.module.equals(work.module)) {
            return false;
        }
        Set<String> tests = new LinkedHashSet<>(claim.uniqueIds());
        grid.adopt(claim.leaseId(), heldOf(work, tests), slot, tests);
        return true;
    }

    private @Nullable Work find(LeaseClaim claim) {
        ModuleState module = grid.module(claim.buildId(), claim.module());
        if (module == null) {
            return null;
        }
        if (claim.unitId().isEmpty()) {
            return module.discovery;
        }
        UnitState unit = module.units.get(claim.unitId());
        return unit == null || unit.parts().isEmpty() ? unit : unit.parts().waiting(new HashSet<>(claim.uniqueIds()));
    }

    /** A lease for some of the tests holds only these: others may hold the rest. */
    private static Work heldOf(Work work, Set<String> tests) {
        UnitState unit = work.unit();
        if (unit == null || tests.isEmpty() || !unit.mayBeSplit()) {
            return work;
        }
        Set<LeafState> due = work instanceof PartState part ? part.due() : unit.due();
        Set<LeafState> held = UnitParts.among(due, tests);
        return held.isEmpty() || held.size() == due.size() ? work : unit.parts().carve(work, held);
    }
}
