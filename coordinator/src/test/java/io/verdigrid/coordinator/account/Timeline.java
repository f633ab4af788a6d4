package io.verdigrid.coordinator.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.verdigrid.coordinator.model.Attempt;
import io.verdigrid.coordinator.model.BuildAccount;
import io.verdigrid.coordinator.model.BuildSettings;
import io.verdigrid.coordinator.model.LeaseEnding;
import io.verdigrid.coordinator.model.Neighbours;
import io.verdigrid.coordinator.model.Outcome;
import io.verdigrid.coordinator.model.TestInfo;
import io.verdigrid.coordinator.scheduler.Decision;
import io.verdigrid.coordinator.scheduler.SchedulerEvent;
import io.verdigrid.coordinator.scheduler.WorkerStatus;
import io.verdigrid.coordinator.scheduler.policy.GridResources;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What happened to a build, told by hand: all times in milliseconds since its submission. */
final class Timeline {
    static final String BUILD = "b";
    private static final long START_MS = 1_000_000;

    private final Map<String, WorkerStatus> workers = new TreeMap<>();
    private final GridAccounts accounts =
            new GridAccounts(() -> List.copyOf(workers.values()), new GridResources(Map.of()));
    private long nowMs = START_MS;
    private long submittedAtMs = START_MS;

    Timeline at(long ms) {
        nowMs = START_MS + ms;
        return this;
    }

    Timeline build(String id, long holdUntilMs) {
        return tell(new SchedulerEvent.BuildAdded(
                id, List.of(""), BuildSettings.DEFAULT, List.of(), submittedAtMs, holdUntilMs));
    }

    Timeline build() {
        submittedAtMs = nowMs;
        return build(BUILD, 0);
    }

    /** Units of as many test methods each. */
    Timeline planned(int methods, boolean ordered, String... units) {
        return planned(methods, ordered, Neighbours.ANY, units);
    }

    Timeline planned(int methods, boolean ordered, Neighbours neighbours, String... units) {
        for (String unit : units) {
            List<SchedulerEvent.LeafPlan> leaves = new ArrayList<>();
            for (int i = 0; i < methods; i++) {
                leaves.add(new SchedulerEvent.LeafPlan(unit + i, true, 1_000));
            }
            SchedulerEvent.Estimate estimate = new SchedulerEvent.Estimate(1, 0, false);
            tell(new SchedulerEvent.PlanAdded(
                    BUILD,
                    "",
                    List.of(new SchedulerEvent.UnitPlan(
                            unit, "class " + unit, estimate, leaves, false, ordered, neighbours))));
        }
        return this;
    }

    Timeline planClosed() {
        return tell(new SchedulerEvent.PlanClosed(BUILD, ""));
    }

    Timeline worker(String id, int slots) {
        return worker(id, slots, WorkerStatus.State.READY);
    }

    Timeline worker(String id, int slots, WorkerStatus.State state) {
        workers.put(id, new WorkerStatus(id, slots, 0, state, nowMs, new TreeMap<>(), ""));
        return tell(new SchedulerEvent.Tick(), new Decision.Notify(BUILD, "a worker changed"));
    }

    /** A worker was silent for too long, and nobody had a word for it. */
    Timeline forgotten(String id) {
        workers.remove(id);
        for (int i = 0; i < 10; i++) {
            tell(new SchedulerEvent.Tick());
        }
        return this;
    }

    /** A worker says hello again, and goes on with these leases of a unit each. */
    Timeline rejoined(String id, Map<Long, String> held) {
        List<SchedulerEvent.LeaseClaim> claims = new ArrayList<>();
        held.forEach(
                (lease, unit) -> claims.add(new SchedulerEvent.LeaseClaim(lease, BUILD, "", unit, 0, 1, List.of())));
        workers.put(id, new WorkerStatus(id, 1, 0, WorkerStatus.State.READY, nowMs, new TreeMap<>(), ""));
        return tell(
                new SchedulerEvent.WorkerJoined(id, 1, Map.of(), false, claims),
                new Decision.Keep(id, List.copyOf(held.keySet())));
    }

    Timeline grant(long lease, String unit, String worker, int slot) {
        return grant(BUILD, lease, unit, worker, slot, 1);
    }

    Timeline grant(String build, long lease, String unit, String worker, int slot, int attempt, String... tests) {
        return grant(build, lease, unit, worker, slot, attempt, attempt > 1, tests);
    }

    /** A first run in a new runner. */
    Timeline fresh(long lease, String unit, String worker, int slot, String... tests) {
        return grant(BUILD, lease, unit, worker, slot, 1, true, tests);
    }

    private Timeline grant(
            String build,
            long lease,
            String unit,
            String worker,
            int slot,
            int attempt,
            boolean fresh,
            String... tests) {
        List<Decision.Leaf> leaves = new ArrayList<>();
        for (String test : tests) {
            leaves.add(new Decision.Leaf(test, "", List.of()));
        }
        Decision.GrantedLease granted = new Decision.GrantedLease(
                lease, build, "", unit, leaves, attempt, fresh, 1, Decision.Surroundings.PLAIN);
        return tell(new SchedulerEvent.Tick(), new Decision.Grant(worker, slot, List.of(granted)));
    }

    private Timeline tell(SchedulerEvent event, Decision... decisions) {
        accounts.follow(event, List.of(decisions), nowMs);
        return this;
    }

    Timeline done(long lease, long slotMs) {
        return closed(lease, LeaseEnding.DONE, slotMs, 0, 0, 0);
    }

    Timeline closed(long lease, LeaseEnding ending, long slotMs, long fixtureMs, long startMs, long transferMs) {
        accounts.closed(lease, new LeaseTimes(ending, slotMs, fixtureMs, startMs, transferMs), nowMs);
        return this;
    }

    Timeline ran(long lease, String unit, String test, long ms) {
        return ran(lease, unit, test, ms, true);
    }

    Timeline ran(long lease, String unit, String test, long ms, boolean accepted) {
        accounts.ran(BUILD, "", lease, test(unit, test), attempt(1, Outcome.PASSED, ms, false), accepted);
        return this;
    }

    Timeline tornRed(long lease, String unit, String test, long ms) {
        accounts.ran(BUILD, "", lease, test(unit, test), attempt(1, Outcome.FAILED, ms, true), true);
        return this;
    }

    Timeline restored(String unit, int number, long ms) {
        accounts.restored(BUILD, "", unit, "", attempt(number, Outcome.PASSED, ms, false));
        return this;
    }

    private static TestInfo test(String unit, String test) {
        return new TestInfo(test, unit, unit, test, test, true, "");
    }

    private static Attempt attempt(int number, Outcome outcome, long ms, boolean torn) {
        return new Attempt(number, outcome, 0, ms * 1_000, "", 0, null, null, null, torn);
    }

    /** The account, whose parts add up. */
    BuildAccount end() {
        BuildAccount soFar = new BuildAccount(nowMs - submittedAtMs, 0, 0, 0, 0, 0, 0, 0, List.of());
        tell(new SchedulerEvent.Tick());
        BuildAccount account = accounts.end(BUILD, soFar);
        AccountCheck.addsUp(account);
        return account;
    }

    static long part(BuildAccount account, BuildAccount.Part part) {
        return account.breakdown().parts().getOrDefault(part, 0L);
    }

    static void assertParts(BuildAccount account, Map<BuildAccount.Part, Long> expected) {
        assertThat(account.breakdown().parts()).isEqualTo(expected);
    }
}
