package io.verdigrid.coordinator.scheduler;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that the scheduler knows, and the moves that change more than one part of it: a lease is always in the table, in its
 * slot and at its unit, or in none of them.
 */
final class Grid {
    final SchedulerConfig config;
    final LeaseTable leases;
    final WorkerRegistry workers = new WorkerRegistry();
    final LockTable locks;

    /** Open builds, oldest first. */
    final Map<String, BuildState> builds = new LinkedHashMap<>();

    private long nowMs;
    private List<Decision> decisions = new ArrayList<>();

    Grid(SchedulerConfig config, long epoch) {
        this.config = config;
        this.leases = new LeaseTable(epoch);
        this.locks = new LockTable(config.resources());
    }

    /** An event begins. Time never goes back, whatever the caller's clock does. */
    void begin(long atMs) {
        nowMs = Math.max(nowMs, atMs);
        decisions = new ArrayList<>();
        locks.begin(nowMs);
    }

    List<Decision> decisions() {
        return decisions;
    }

    long nowMs() {
        return nowMs;
    }

    void decide(@Nullable Decision decision) {
        if (decision != null) {
            decisions.add(decision);
        }
    }

    @Nullable
    ModuleState module(String buildId, String name) {
        BuildState build = builds.get(buildId);
        return build == null ? null : build.modules.get(name);
    }

    /** A worker that is not put aside could run it, and is here, or only disconnected. */
    boolean hasSomebodyFor(ModuleState module) {
        for (WorkerState worker : workers.all()) {
            boolean isHere = worker.takesWork() || worker.state() == WorkerStatus.State.DISCONNECTED;
            boolean isAble = module.build.pool.fits(worker) && !module.unable.containsKey(worker.id);
            if (isHere && isAble && worker.asideFor().isEmpty()) {
                return true;
            }
        }
        return false;
    }

    void enter(WorkerState worker) {
        builds.values().forEach(build -> build.pool.enter(worker));
    }

    void leave(WorkerState worker) {
        builds.values().forEach(build -> build.pool.leave(worker));
    }

    /** The worker's state changes, and with it what it can be given. */
    void become(WorkerState worker, WorkerStatus.State state) {
        leave(worker);
        workers.become(worker, state);
        enter(worker);
    }

    /** A worker gets a new lease for all that is due. */
    Lease lease(Work work, SlotState slot) {
        return hold(new Lease(leases.nextId(), work, slot, false, work.covered()));
    }

    /** The same, as the worker is told of it. */
    Decision.GrantedLease grant(Work work, SlotState slot) {
        List<Decision.Leaf> leaves = work.leaves();
        Decision.Surroundings surroundings =
                new Decision.Surroundings(work.context(), work.leftOut(), work.chargesKill());
        long estimate = Math.max(1, work.build().pace(work.fromHistory()).scaled(work.estimateMs()));
        Lease lease = lease(work, slot);
        return new Decision.GrantedLease(
                lease.id,
                work.build().id,
                work.module.name,
                work.unitId,
                leaves,
                work.number(),
                lease.freshRunner,
                estimate,
                surroundings);
    }

    /** A worker goes on with a lease that it has; {@code uniqueIds} empty: for all of the unit. */
    void adopt(long id, Work work, SlotState slot, Set<String> uniqueIds) {
        hold(new Lease(id, work, slot, true, uniqueIds));
    }

    private Lease hold(Lease lease) {
        Work work = lease.work;
        SlotState slot = lease.slot;
        leases.add(lease);
        locks.take(lease.id, work.locks());
        work.leaseTo(lease);
        slot.add(lease, nowMs);
        slot.serve(lease.freshRunner ? null : work.module);
        work.build().slotChanged(slot);
        builds.values().forEach(build -> build.pool.take(slot));
        return lease;
    }

    /** The lease is no longer current. Where its work goes is the caller's next step. */
    void release(Lease lease, boolean runnerLives) {
        leases.remove(lease);
        locks.released(lease.id);
        SlotState slot = lease.slot;
        slot.remove(lease, nowMs);
        if (!runnerLives) {
            slot.serve(null);
        }
        BuildState own = lease.work.build();
        own.slotChanged(slot);
        if (lease.isRevoked()) {
            own.countRevoking(-1);
        }
        if (slot.isIdle()) {
            builds.values().forEach(build -> build.pool.offer(slot));
        }
    }

    /** The worker hands back what is left of the lease, which stays its own until then. */
    void takeBack(Lease lease, String reason) {
        if (!lease.isRevoked()) {
            lease.revoke();
            lease.work.build().countRevoking(1);
            revoke(lease, reason);
        }
    }

    void revoke(Lease lease, String reason) {
        if (lease.slot.worker.isConnected()) {
            decide(new Decision.Revoke(lease.slot.worker.id, lease.id, reason));
        }
    }
}
