package io.verdigrid.coordinator.simulation;

import io.verdigrid.coordinator.model.LeaseEnding;
import io.verdigrid.coordinator.model.Outcome;
import io.verdigrid.coordinator.scheduler.Decision;
import io.verdigrid.coordinator.scheduler.Decision.GrantedLease;
import io.verdigrid.coordinator.scheduler.SchedulerEvent;
import io.verdigrid.coordinator.scheduler.SchedulerEvent.AttemptRecorded;
import io.verdigrid.coordinator.simulation.TestClass.TimedTest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A slot of a simulated worker: runs leases one after the other, and reports each test when it has ended. */
final class SlotModel {
    /** What a new JVM takes after one was killed in the midst of a lease. */
    private static final double RESTART_MS = 1_000;

    private static final int PIECE = 50;

    private final GridSimulation grid;
    private final Fleet.Host host;
    private final int number;
    private final Deque<GrantedLease> leases = new ArrayDeque<>();
    private final Deque<Step> toRun = new ArrayDeque<>();
    private @Nullable GrantedLease running;
    private double sinceMs;
    private double workMs;
    private double readyAtMs;
    private int token;

    private record Step(String leaf, TimedTest test, boolean registered) {
        String uniqueId() {
            return registered ? leaf + "/" + test.name() : leaf;
        }
    }

    /** @param number of the slot in its fleet */
    SlotModel(GridSimulation grid, Fleet.Host host, int number) {
        this.grid = grid;
        this.host = host;
        this.number = number;
    }

    void take(List<GrantedLease> granted) {
        leases.addAll(granted);
        start();
    }

    private void start() {
        GrantedLease lease = leases.peek();
        if (running != null || lease == null) {
            return;
        }
        running = lease;
        sinceMs = Math.max(grid.time().nowMs(), readyAtMs);
        workMs = 0;
        toRun.clear();
        UnitModel unit = grid.units().get(lease.unitId());
        if (unit == null) {
            after(0, () -> discover(lease));
            return;
        }
        if (lease.leaves().isEmpty()) {
            unit.leaves().forEach(leaf -> add(unit, leaf, List.of()));
        }
        lease.leaves().forEach(leaf -> add(unit, leaf.uniqueId(), leaf.finished()));
        next(lease, unit.fixtureMs);
    }

    private void add(UnitModel unit, String leaf, List<String> finished) {
        boolean registers = unit.registers(leaf);
        for (TimedTest test : unit.tests(leaf)) {
            Step step = new Step(leaf, test, registers);
            if (!finished.contains(step.uniqueId())) {
                toRun.add(step);
            }
        }
    }

    /** Runs the next test, with what comes before it. */
    private void next(GrantedLease lease, double beforeMs) {
        Step step = toRun.poll();
        if (step == null) {
            after(beforeMs, () -> end(lease, LeaseEnding.DONE));
            return;
        }
        after(beforeMs + step.test().millis(), () -> {
            grid.tell(new AttemptRecorded(
                    lease.buildId(),
                    lease.module(),
                    lease.unitId(),
                    step.uniqueId(),
                    step.registered() ? step.leaf() : "",
                    lease.leaseId(),
                    lease.attempt(),
                    Outcome.PASSED,
                    lease.context() == Decision.Context.TORN));
            next(lease, 0);
        });
    }

    private void after(double work, Runnable what) {
        int mine = ++token;
        double from = Math.max(grid.time().nowMs(), readyAtMs);
        grid.time().at(from + work * host.slowness(), () -> {
            if (token == mine) {
                workMs += work;
                what.run();
            }
        });
    }

    private void discover(GrantedLease lease) {
        List<SchedulerEvent.UnitPlan> piece = new ArrayList<>();
        for (UnitModel unit : grid.units().values()) {
            piece.add(unit.plan());
            if (piece.size() == PIECE) {
                grid.tell(new SchedulerEvent.PlanAdded(lease.buildId(), lease.module(), piece));
                piece = new ArrayList<>();
            }
        }
        grid.tell(new SchedulerEvent.PlanAdded(lease.buildId(), lease.module(), piece));
        end(lease, LeaseEnding.DONE);
        grid.tell(new SchedulerEvent.PlanClosed(lease.buildId(), lease.module()));
    }

    private void end(GrantedLease lease, LeaseEnding ending) {
        leases.remove(lease);
        halt();
        double now = grid.time().nowMs();
        UnitModel unit = grid.units().get(lease.unitId());
        List<String> containers = new ArrayList<>();
        if (unit != null && ending == LeaseEnding.DONE) {
            if (lease.leaves().isEmpty()) {
                containers.addAll(unit.leaves());
            }
            lease.leaves().forEach(leaf -> containers.add(leaf.uniqueId()));
            containers.removeIf(leaf -> !unit.registers(leaf));
        }
        long fixtureMs = unit == null ? 0 : Math.round(unit.fixtureMs * host.slowness());
        close(lease, ending, Math.round(now - sinceMs), fixtureMs, containers);
        start();
    }

    private void close(GrantedLease lease, LeaseEnding ending, long slotMs, long fixtureMs, List<String> containers) {
        grid.tell(new SchedulerEvent.LeaseClosed(
                host.id(), lease.leaseId(), ending, "simulated", slotMs, fixtureMs, lease.freshRunner(), containers));
    }

    /** What runs stops here; what it did counts. */
    void halt() {
        if (running != null) {
            token++;
            double now = grid.time().nowMs();
            double done = Math.max(workMs, (now - sinceMs) / host.slowness());
            if (!running.unitId().isEmpty()) {
                grid.times().ran(number, done, Math.min(sinceMs, now), now);
            }
            running = null;
        }
    }

    void revoke(long leaseId) {
        for (GrantedLease lease : List.copyOf(leases)) {
            if (lease.leaseId() != leaseId) {
                continue;
            }
            if (lease.equals(running)) {
                readyAtMs = grid.time().nowMs() + RESTART_MS * host.slowness();
                end(lease, LeaseEnding.HANDED_BACK);
            } else {
                leases.remove(lease);
                close(lease, LeaseEnding.HANDED_BACK, 0, 0, List.of());
            }
        }
    }
}
