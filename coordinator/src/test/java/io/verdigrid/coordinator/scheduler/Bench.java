package io.verdigrid.coordinator.scheduler;

import io.verdigrid.coordinator.model.BuildSettings;
import io.verdigrid.coordinator.model.Isolation;
import io.verdigrid.coordinator.model.Lane;
import io.verdigrid.coordinator.model.LeaseEnding;
import io.verdigrid.coordinator.model.Neighbours;
import io.verdigrid.coordinator.model.Outcome;
import io.verdigrid.coordinator.model.ResourceLock;
import io.verdigrid.coordinator.scheduler.Decision.GrantedLease;
import io.verdigrid.coordinator.scheduler.SchedulerEvent.Estimate;
import io.verdigrid.coordinator.scheduler.SchedulerEvent.LeafPlan;
import io.verdigrid.coordinator.scheduler.SchedulerEvent.LeaseClaim;
import io.verdigrid.coordinator.scheduler.SchedulerEvent.UnitPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A scheduler on a bench: says events in short words, remembers decisions and who holds what, checks all invariants. */
final class Bench {
    static final BuildSettings NO_RETEST =
            new BuildSettings(0, Isolation.REUSE, Duration.ofMinutes(5), 64 << 10, Lane.MAIN);

    private final Scheduler scheduler;
    private final Map<Long, String> holders = new LinkedHashMap<>();
    private final Map<Long, GrantedLease> granted = new LinkedHashMap<>();
    private final List<Decision> all = new ArrayList<>();
    private List<Decision> last = List.of();
    private long nowMs = 1_000_000;

    Bench() {
        this(1);
    }

    Bench(long epoch) {
        this(SchedulerConfig.DEFAULT, epoch);
    }

    Bench(SchedulerConfig config, long epoch) {
        scheduler = new Scheduler(config, epoch);
    }

    Scheduler scheduler() {
        return scheduler;
    }

    long now() {
        return nowMs;
    }

    Bench tell(SchedulerEvent event) {
        last = scheduler.apply(event, nowMs);
        all.addAll(last);
        for (Decision decision : last) {
            if (decision instanceof Decision.Grant grant) {
                for (GrantedLease lease : grant.leases()) {
                    holders.put(lease.leaseId(), grant.workerId());
                    granted.put(lease.leaseId(), lease);
                }
            }
        }
        InvariantCheck.full(scheduler);
        return this;
    }

    /** Time goes on, in ticks of a second; those workers give signs of life. */
    Bench pass(long millis, String... alive) {
        long end = nowMs + millis;
        List<Decision> said = new ArrayList<>();
        while (nowMs < end) {
            nowMs = Math.min(end, nowMs + 1_000);
            for (String worker : alive) {
                tell(new SchedulerEvent.WorkerHeard(worker));
                said.addAll(last);
            }
            tell(new SchedulerEvent.Tick());
            said.addAll(last);
        }
        last = said;
        return this;
    }

    Bench build(String buildId, String... modules) {
        return build(buildId, BuildSettings.DEFAULT, List.of(), modules);
    }

    Bench build(String buildId, BuildSettings settings, List<String> requirements, String... modules) {
        List<String> names = modules.length == 0 ? List.of("") : List.of(modules);
        return tell(new SchedulerEvent.BuildAdded(buildId, names, settings, requirements, nowMs, 0));
    }

    /** A build whose only module was discovered already. */
    Bench planned(String buildId, UnitPlan... units) {
        return planned(buildId, BuildSettings.DEFAULT, units);
    }

    Bench planned(String buildId, BuildSettings settings, UnitPlan... units) {
        tell(new SchedulerEvent.BuildAdded(buildId, List.of(""), settings, List.of(), nowMs, 0));
        return plan(buildId, "", units);
    }

    /** The whole plan of a module. */
    Bench plan(String buildId, String module, UnitPlan... units) {
        tell(new SchedulerEvent.PlanAdded(buildId, module, List.of(units)));
        List<Decision> first = last;
        for (GrantedLease lease : List.copyOf(granted.values())) {
            boolean discovery = lease.unitId().isEmpty() && lease.module().equals(module);
            if (discovery && lease.buildId().equals(buildId)) {
                close(lease, LeaseEnding.DONE);
                first = joined(first, last);
            }
        }
        tell(new SchedulerEvent.PlanClosed(buildId, module));
        last = joined(first, last);
        return this;
    }

    private static List<Decision> joined(List<Decision> first, List<Decision> second) {
        List<Decision> both = new ArrayList<>(first);
        both.addAll(second);
        return both;
    }

    Bench worker(String workerId, int slots, LeaseClaim... held) {
        return tell(new SchedulerEvent.WorkerJoined(workerId, slots, Map.of(), false, List.of(held)));
    }

    Bench worker(String workerId, Map<String, String> labels) {
        return tell(new SchedulerEvent.WorkerJoined(workerId, 1, labels, false, List.of()));
    }

    /** The lease's worker reports an attempt. */
    Bench result(GrantedLease lease, String test, Outcome outcome) {
        return result(lease, test, "", outcome);
    }

    Bench result(GrantedLease lease, String test, String registeredBy, Outcome outcome) {
        return tell(new SchedulerEvent.AttemptRecorded(
                lease.buildId(),
                lease.module(),
                lease.unitId(),
                test,
                registeredBy,
                lease.leaseId(),
                lease.attempt(),
                outcome,
                lease.context() == Decision.Context.TORN));
    }

    Bench close(GrantedLease lease, LeaseEnding ending, String... containersDone) {
        return close(lease, ending, lease.estimateMs(), 0, containersDone);
    }

    Bench close(GrantedLease lease, LeaseEnding ending, long slotTimeMs, long fixtureMs, String... containersDone) {
        return tell(new SchedulerEvent.LeaseClosed(
                holder(lease),
                lease.leaseId(),
                ending,
                "because",
                slotTimeMs,
                fixtureMs,
                lease.freshRunner(),
                List.of(containersDone)));
    }

    /** Runs the lease to its end, with these outcomes, all else passed. */
    Bench run(GrantedLease lease, List<String> tests, Map<String, Outcome> outcomes) {
        List<Decision> said = new ArrayList<>();
        for (String test : tests) {
            result(lease, test, outcomes.getOrDefault(test, Outcome.PASSED));
            said.addAll(last);
        }
        close(lease, LeaseEnding.DONE);
        last = joined(said, last);
        return this;
    }

    Bench pass(GrantedLease lease, String... tests) {
        return run(lease, List.of(tests), Map.of());
    }

    String holder(GrantedLease lease) {
        return holders.getOrDefault(lease.leaseId(), "nobody");
    }

    /** What the worker would say of this lease in its Hello. */
    LeaseClaim claim(GrantedLease lease, int slot) {
        return new LeaseClaim(
                lease.leaseId(),
                lease.buildId(),
                lease.module(),
                lease.unitId(),
                slot,
                lease.attempt(),
                lease.leaves().stream().map(Decision.Leaf::uniqueId).toList());
    }

    /** The newest lease for this unit. */
    GrantedLease lease(String unitId) {
        GrantedLease newest = null;
        for (GrantedLease lease : granted.values()) {
            newest = lease.unitId().equals(unitId) ? lease : newest;
        }
        if (newest == null) {
            throw new AssertionError("no lease was granted for " + unitId + ": " + all);
        }
        return newest;
    }

    GrantedLease granted(long leaseId) {
        return Objects.requireNonNull(granted.get(leaseId), "no such lease");
    }

    /** What the worker's first slot runs now. */
    GrantedLease head(String worker) {
        WorkerState state = Objects.requireNonNull(scheduler.grid().workers.get(worker), "no such worker");
        return granted(Objects.requireNonNull(state.slots().get(0).head(), "it is idle").id);
    }

    /** Decisions of the last event (or passage of time). */
    <T extends Decision> List<T> last(Class<T> kind) {
        return last.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    <T extends Decision> List<T> all(Class<T> kind) {
        return all.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** Units granted by the last event, in the order of their grants. */
    List<String> grantedUnits() {
        return last(Decision.Grant.class).stream()
                .flatMap(grant -> grant.leases().stream())
                .map(GrantedLease::unitId)
                .toList();
    }

    Decision.EndBuild end() {
        List<Decision.EndBuild> ends = all(Decision.EndBuild.class);
        if (ends.size() != 1) {
            throw new AssertionError("expected one end: " + ends);
        }
        return ends.get(0);
    }

    boolean ended() {
        return !all(Decision.EndBuild.class).isEmpty();
    }

    static UnitPlan unit(String unitId, long estimateMs, String... tests) {
        List<LeafPlan> leaves = new ArrayList<>();
        for (String test : tests) {
            leaves.add(new LeafPlan(test, !test.endsWith("*"), 1000 * estimateMs / tests.length));
        }
        return new UnitPlan(
                unitId, "class " + unitId, new Estimate(estimateMs, 0, true), leaves, false, false, Neighbours.ANY);
    }

    static UnitPlan locking(UnitPlan unit, ResourceLock... locks) {
        return beside(unit, new Neighbours(false, false, List.of(locks)));
    }

    static UnitPlan beside(UnitPlan unit, Neighbours neighbours) {
        return new UnitPlan(
                unit.unitId(),
                unit.className(),
                unit.estimate(),
                unit.leaves(),
                unit.partial(),
                unit.ordered(),
                neighbours);
    }

    static UnitPlan ordered(String unitId, long estimateMs, String... tests) {
        return new UnitPlan(
                unitId,
                "class " + unitId,
                new Estimate(estimateMs, 0, true),
                unit(unitId, estimateMs, tests).leaves(),
                false,
                true,
                Neighbours.ANY);
    }
}
