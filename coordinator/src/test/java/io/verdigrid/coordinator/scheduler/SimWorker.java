package io.verdigrid.coordinator.scheduler;

import io.verdigrid.coordinator.model.LeaseEnding;
import io.verdigrid.coordinator.model.Outcome;
import io.verdigrid.coordinator.model.ResourceLock;
import io.verdigrid.coordinator.scheduler.Decision.GrantedLease;
import io.verdigrid.coordinator.scheduler.SchedulerEvent.AttemptRecorded;
import io.verdigrid.coordinator.scheduler.SchedulerEvent.LeaseClaim;
import io.verdigrid.coordinator.scheduler.SimSuite.SimTest;
import io.verdigrid.coordinator.scheduler.SimSuite.SimUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A worker as the simulation has it: slots that run tests in virtual time, and a spool. */
final class SimWorker {
    final String id;
    final int speed;
    final List<SimSlot> slots = new ArrayList<>();
    final Deque<SimReport> spool = new ArrayDeque<>();

    private final SimGrid grid;

    boolean alive = true;
    boolean connected;
    boolean mute;
    boolean draining;
    boolean unable;
    int connection;

    SimWorker(SimGrid grid, String id, int slotCount, int speed) {
        this.grid = grid;
        this.id = id;
        this.speed = speed;
        for (int i = 0; i < slotCount; i++) {
            slots.add(new SimSlot(i));
        }
    }

    /** What its Hello says: what it holds, and what it has ended without the coordinator's acknowledgement. */
    List<LeaseClaim> claims() {
        Map<Long, LeaseClaim> claims = new LinkedHashMap<>();
        for (SimReport report : spool) {
            if (report instanceof SimReport.Closed closed) {
                claims.put(closed.lease().leaseId(), claim(closed.lease(), closed.slot()));
            }
        }
        for (SimSlot slot : slots) {
            slot.leases.forEach(lease -> claims.put(lease.leaseId(), claim(lease, slot.index)));
        }
        return new ArrayList<>(claims.values());
    }

    private static LeaseClaim claim(GrantedLease lease, int slot) {
        List<String> tests =
                lease.leaves().stream().map(Decision.Leaf::uniqueId).toList();
        return new LeaseClaim(
                lease.leaseId(), lease.buildId(), lease.module(), lease.unitId(), slot, lease.attempt(), tests);
    }

    void report(SimReport report) {
        spool.add(report);
        grid.send(this, report);
    }

    /** The process is gone: what ran in it too. */
    void stopAll() {
        slots.forEach(SimSlot::stop);
        slots.forEach(slot -> slot.leases.clear());
    }

    boolean isEmpty() {
        return slots.stream().allMatch(slot -> slot.leases.isEmpty());
    }

    void keep(Set<Long> keep, Set<Long> asked) {
        for (SimSlot slot : slots) {
            GrantedLease head = slot.leases.peek();
            if (head != null && asked.contains(head.leaseId()) && !keep.contains(head.leaseId())) {
                slot.stop();
                slot.leases.remove();
            }
            slot.leases.removeIf(lease -> asked.contains(lease.leaseId()) && !keep.contains(lease.leaseId()));
            slot.start();
        }
    }

    void revoke(long leaseId) {
        for (SimSlot slot : slots) {
            GrantedLease head = slot.leases.peek();
            if (head != null && head.leaseId() == leaseId) {
                slot.stop();
                slot.end(LeaseEnding.HANDED_BACK);
            } else {
                slot.handBack(leaseId);
            }
        }
    }

    /** It takes no more, gives back what has not begun, and goes when the rest is done. */
    void drain() {
        draining = true;
        for (SimSlot slot : slots) {
            List.copyOf(slot.leases).stream().skip(1).forEach(lease -> slot.handBack(lease.leaseId()));
        }
    }

    /** One place for a runner, with the leases that wait for it. */
    final class SimSlot {
        final int index;
        final Deque<GrantedLease> leases = new ArrayDeque<>();
        private final Deque<SimTest> toRun = new ArrayDeque<>();
        private Set<String> containers = new LinkedHashSet<>();
        private int token;
        private boolean running;
        private long sinceMs;

        SimSlot(int index) {
            this.index = index;
        }

        void start() {
            GrantedLease lease = leases.peek();
            if (running || lease == null) {
                return;
            }
            running = true;
            sinceMs = grid.now();
            grid.inUse.begin(this, locks(lease));
            if (unable) {
                next(5);
            } else if (lease.unitId().isEmpty()) {
                next(2_000);
            } else {
                load(lease);
                next(toRun.isEmpty() ? 1 : toRun.element().millis() * speed);
            }
        }

        private void next(long inMs) {
            int mine = ++token;
            grid.in(inMs, () -> {
                if (alive && running && token == mine) {
                    step();
                }
            });
        }

        private List<ResourceLock> locks(GrantedLease lease) {
            return lease.unitId().isEmpty()
                    ? List.of()
                    : grid.suite
                            .unit(lease.module(), lease.unitId())
                            .plan()
                            .neighbours()
                            .locks();
        }

        void stop() {
            token++;
            running = false;
            grid.inUse.end(this);
        }

        private void load(GrantedLease lease) {
            toRun.clear();
            containers = new LinkedHashSet<>();
            SimUnit unit = grid.suite.unit(lease.module(), lease.unitId());
            if (lease.leaves().isEmpty()) {
                unit.byLeaf().keySet().forEach(leaf -> add(unit, leaf, List.of()));
            }
            for (Decision.Leaf leaf : lease.leaves()) {
                if (leaf.registeredBy().isEmpty()) {
                    add(unit, leaf.uniqueId(), leaf.finished());
                } else {
                    unit.tests(leaf.registeredBy()).stream()
                            .filter(test -> test.id().equals(leaf.uniqueId()))
                            .forEach(toRun::add);
                }
            }
        }

        private void add(SimUnit unit, String leaf, List<String> finished) {
            for (SimTest test : unit.tests(leaf)) {
                if (!test.registeredBy().isEmpty()) {
                    containers.add(leaf);
                }
                if (!finished.contains(test.id())) {
                    toRun.add(test);
                }
            }
        }

        private void step() {
            GrantedLease lease = leases.element();
            if (unable) {
                end(LeaseEnding.NOT_ABLE);
            } else if (lease.unitId().isEmpty()) {
                discover(lease);
            } else if (toRun.isEmpty()) {
                end(LeaseEnding.DONE);
            } else {
                Outcome outcome = toRun.element().outcome(grid.seed, lease);
                finish(lease, outcome);
            }
        }

        private void finish(GrantedLease lease, Outcome outcome) {
            SimTest test = toRun.remove();
            report(new SimReport.Result(new AttemptRecorded(
                    lease.buildId(),
                    lease.module(),
                    lease.unitId(),
                    test.id(),
                    test.registeredBy(),
                    lease.leaseId(),
                    lease.attempt(),
                    outcome,
                    lease.context() == Decision.Context.TORN)));
            if (outcome == Outcome.CRASHED) {
                toRun.forEach(left -> containers.remove(left.registeredBy()));
                containers.remove(test.registeredBy());
                end(LeaseEnding.RUNNER_DIED);
            } else if (toRun.isEmpty()) {
                end(LeaseEnding.DONE);
            } else {
                next(toRun.element().millis() * speed);
            }
        }

        /** Somebody outside kills its JVM, and the worker sees that: nobody is charged, unless it happened too often. */
        Optional<String> killFromOutside() {
            GrantedLease lease = leases.peek();
            if (running && lease != null && !lease.unitId().isEmpty()) {
                if (lease.surroundings().chargeKill()) {
                    return Optional.ofNullable(kill());
                }
                stop();
                toRun.forEach(left -> containers.remove(left.registeredBy()));
                end(LeaseEnding.RUNNER_KILLED);
            }
            return Optional.empty();
        }

        /** Its JVM dies: the test that runs is charged. */
        @Nullable
        String kill() {
            GrantedLease lease = leases.peek();
            if (!running || lease == null || lease.unitId().isEmpty() || toRun.isEmpty()) {
                return null;
            }
            String victim = toRun.element().id();
            stop();
            finish(lease, Outcome.CRASHED);
            return victim;
        }

        private void discover(GrantedLease lease) {
            List<SchedulerEvent.UnitPlan> piece = new ArrayList<>();
            for (SimUnit unit : grid.suite.units(lease.module()).values()) {
                piece.add(unit.plan());
                if (piece.size() == 50) {
                    report(new SimReport.Piece(lease.module(), List.copyOf(piece)));
                    piece.clear();
                }
            }
            report(new SimReport.Piece(lease.module(), List.copyOf(piece)));
            end(LeaseEnding.DONE);
        }

        void end(LeaseEnding ending) {
            GrantedLease lease = leases.remove();
            running = false;
            grid.inUse.end(this);
            List<String> done = ending == LeaseEnding.HANDED_BACK ? List.of() : List.copyOf(containers);
            report(new SimReport.Closed(lease, index, ending, grid.now() - sinceMs, done));
            containers = new LinkedHashSet<>();
            start();
        }

        void handBack(long leaseId) {
            for (GrantedLease lease : List.copyOf(leases)) {
                if (lease.leaseId() == leaseId) {
                    leases.remove(lease);
                    report(new SimReport.Closed(lease, index, LeaseEnding.HANDED_BACK, 0, List.of()));
                }
            }
        }
    }
}
