package io.verdigrid.coordinator.account;

import io.verdigrid.coordinator.model.Attempt;
import io.verdigrid.coordinator.model.BuildAccount;
import io.verdigrid.coordinator.model.TestInfo;
import io.verdigrid.coordinator.scheduler.Decision;
import io.verdigrid.coordinator.scheduler.SchedulerEvent;
import io.verdigrid.coordinator.scheduler.WorkerStatus;
import io.verdigrid.coordinator.scheduler.policy.GridResources;
import io.verdigrid.coordinator.scheduler.policy.Requirements;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Follows what the scheduler hears and decides, and says of each build where its time went.
 *
 * <p>Not thread-safe. Times are milliseconds by the scheduler's clock; one that goes back counts as one that stands still.
 * It remembers nothing over a restart: of the time before, it knows what {@link #restored} tells.
 */
public final class GridAccounts {
    /** Who was silent for too long and held nothing is noticed so late. */
    private static final int TICKS_BETWEEN_LOOKS = 10;

    private final Supplier<List<WorkerStatus>> workers;
    private final GridResources resources;
    private final Map<String, BuildTimeline> builds = new LinkedHashMap<>();
    private final SlotLines slots = new SlotLines(builds.values());
    private final Map<Long, SlotLine> holders = new HashMap<>();
    private final Set<String> lost = new HashSet<>();
    private int ticks;
    private long nowMs;

    /** @param workers all that the scheduler knows, as they stand now */
    public GridAccounts(Supplier<List<WorkerStatus>> workers, GridResources resources) {
        this.workers = workers;
        this.resources = resources;
    }

    /** The scheduler heard of this, and decided that. */
    public void follow(SchedulerEvent event, List<Decision> decisions, long atMs) {
        nowMs = Math.max(nowMs, atMs);
        if (mayChangeWorkers(event, decisions)) {
            look();
        }
        if (event instanceof SchedulerEvent.BuildAdded added) {
            add(added);
        } else if (event instanceof SchedulerEvent.PlanAdded planned) {
            plan(planned);
        } else if (event instanceof SchedulerEvent.PlanClosed closed) {
            planClosed(builds.get(closed.buildId()));
        }
        for (Decision decision : decisions) {
            if (decision instanceof Decision.Keep keep && event instanceof SchedulerEvent.WorkerJoined joined) {
                keep(joined, new HashSet<>(keep.leaseIds()));
            } else if (decision instanceof Decision.Grant grant) {
                grant.leases().forEach(lease -> grant(grant, lease));
            }
        }
    }

    private boolean mayChangeWorkers(SchedulerEvent event, List<Decision> decisions) {
        if (event instanceof SchedulerEvent.WorkerHeard heard) {
            return lost.contains(heard.workerId());
        }
        return event instanceof SchedulerEvent.WorkerJoined
                || event instanceof SchedulerEvent.WorkerDraining
                || event instanceof SchedulerEvent.WorkerDisconnected
                || event instanceof SchedulerEvent.BuildAdded
                || (event instanceof SchedulerEvent.Tick
                        && (!decisions.isEmpty() || ++ticks % TICKS_BETWEEN_LOOKS == 0));
    }

    private void add(SchedulerEvent.BuildAdded added) {
        boolean restored = added.holdUntilMs() > 0;
        long submittedAtMs = Math.min(nowMs, added.submittedAtMs());
        BuildTimeline build = new BuildTimeline(
                added.buildId(),
                new HashSet<>(added.modules()).size(),
                new Requirements(added.requirements()),
                submittedAtMs,
                restored ? nowMs : submittedAtMs);
        if (builds.putIfAbsent(added.buildId(), build) == null) {
            slots.all().forEach(slot -> build.see(slot, restored ? nowMs : submittedAtMs));
        }
    }

    private void planClosed(@Nullable BuildTimeline build) {
        if (build != null) {
            build.planClosed(nowMs);
        }
    }

    private void plan(SchedulerEvent.PlanAdded planned) {
        BuildTimeline build = builds.get(planned.buildId());
        if (build != null) {
            for (SchedulerEvent.UnitPlan plan : planned.units()) {
                build.unit(planned.module(), plan.unitId()).planned(plan.className(), whole(plan));
            }
        }
    }

    /** Why it is one piece; empty: it is not. */
    private String whole(SchedulerEvent.UnitPlan plan) {
        String neighbours = resources.onePiece(plan.neighbours());
        if (!neighbours.isEmpty()) {
            return neighbours;
        }
        if (plan.ordered()) {
            return "its tests run in their order";
        }
        if (plan.partial()) {
            return "only some of its tests were selected";
        }
        return plan.leaves().size() < 2 ? "it has one test method" : "";
    }

    private void look() {
        Set<String> gone = new HashSet<>(slots.workers());
        lost.clear();
        for (WorkerStatus worker : workers.get()) {
            if (worker.state() == WorkerStatus.State.LOST) {
                lost.add(worker.workerId());
            } else {
                gone.remove(worker.workerId());
                slots.become(worker, nowMs);
            }
        }
        for (String worker : gone) {
            slots.of(worker).forEach(slot -> List.copyOf(slot.leases()).forEach(this::drop));
            slots.forget(worker, nowMs);
        }
    }

    /** What a worker says it does not hold is lost; what it goes on with from before a restart is its own. */
    private void keep(SchedulerEvent.WorkerJoined joined, Set<Long> kept) {
        for (SlotLine slot : slots.of(joined.workerId())) {
            for (LeaseLine lease : List.copyOf(slot.leases())) {
                if (!kept.contains(lease.id)) {
                    drop(lease);
                }
            }
        }
        for (SchedulerEvent.LeaseClaim claim : joined.held()) {
            BuildTimeline build = builds.get(claim.buildId());
            if (build != null && kept.contains(claim.leaseId()) && !holders.containsKey(claim.leaseId())) {
                UnitCost unit = build.unit(claim.module(), claim.unitId());
                Set<String> tests = Set.copyOf(new HashSet<>(claim.uniqueIds()));
                LeaseLine lease = new LeaseLine(claim.leaseId(), build, unit, claim.attempt(), false, tests);
                hold(slots.of(joined.workerId(), claim.slot()), lease);
            }
        }
    }

    private void grant(Decision.Grant grant, Decision.GrantedLease granted) {
        BuildTimeline build = builds.get(granted.buildId());
        if (build == null) {
            return;
        }
        Set<String> tests = new HashSet<>();
        granted.leaves().forEach(leaf -> tests.add(leaf.uniqueId()));
        UnitCost unit = build.unit(granted.module(), granted.unitId());
        LeaseLine lease =
                new LeaseLine(granted.leaseId(), build, unit, granted.attempt(), granted.freshRunner(), tests);
        hold(slots.of(grant.workerId(), grant.slot()), lease);
    }

    private void hold(SlotLine slot, LeaseLine lease) {
        holders.put(lease.id, slot);
        lease.unit.leases.add(lease);
        slot.leases().add(lease);
        if (lease.equals(slot.head())) {
            slots.changed(slot, nowMs);
            lease.build.begun(lease, nowMs);
        }
    }

    /** A worker said that a lease ended; to be called before the scheduler hears of it. */
    public void closed(long leaseId, LeaseTimes times, long atMs) {
        nowMs = Math.max(nowMs, atMs);
        LeaseLine lease = lease(leaseId);
        if (lease != null) {
            end(lease, times);
        }
    }

    private @Nullable LeaseLine lease(long leaseId) {
        SlotLine slot = holders.get(leaseId);
        if (slot != null) {
            for (LeaseLine lease : slot.leases()) {
                if (lease.id == leaseId) {
                    return lease;
                }
            }
        }
        return null;
    }

    private void drop(LeaseLine lease) {
        end(lease, null);
    }

    private void end(LeaseLine lease, @Nullable LeaseTimes times) {
        SlotLine slot = holders.remove(lease.id);
        if (slot == null) {
            return;
        }
        boolean ran = lease.equals(slot.head());
        slot.leases().remove(lease);
        lease.unit.leases.remove(lease);
        if (ran) {
            slots.changed(slot, nowMs);
            lease.build.ended(lease, times, nowMs);
            LeaseLine next = slot.head();
            if (next != null) {
                next.build.begun(next, nowMs);
            }
        }
    }

    /** A worker reported an attempt, which the ledger accepted or had already. */
    public void ran(String buildId, String module, long leaseId, TestInfo test, Attempt attempt, boolean accepted) {
        BuildTimeline build = builds.get(buildId);
        if (build == null) {
            return;
        }
        LeaseLine lease = lease(leaseId);
        if (lease != null) {
            lease.ran(attempt, accepted);
        }
        if (accepted && attempt.number() == 1) {
            build.unit(module, test.unitId()).ran(test.registeredBy(), attempt);
        }
    }

    /** After a restart: an attempt from before. */
    public void restored(String buildId, String module, String unitId, String registeredBy, Attempt attempt) {
        BuildTimeline build = builds.get(buildId);
        if (build != null) {
            build.restored(build.unit(module, unitId), registeredBy, attempt);
        }
    }

    /** The build is over, as the newest decisions say: its account, with what the scheduler has added up. */
    public BuildAccount end(String buildId, BuildAccount soFar) {
        BuildTimeline build = builds.get(buildId);
        if (build == null) {
            return soFar;
        }
        for (SlotLine slot : slots.all()) {
            List.copyOf(slot.leases()).stream()
                    .filter(lease -> lease.build.equals(build))
                    .forEach(this::drop);
        }
        builds.remove(buildId);
        return build.close(soFar, nowMs);
    }
}
