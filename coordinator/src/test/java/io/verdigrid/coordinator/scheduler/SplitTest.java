package io.verdigrid.coordinator.scheduler;

import static io.verdigrid.coordinator.scheduler.Bench.ordered;
import static io.verdigrid.coordinator.scheduler.Bench.unit;
import static org.assertj.core.api.Assertions.assertThat;

import io.verdigrid.coordinator.model.BuildSettings;
import io.verdigrid.coordinator.model.BuildStatus;
import io.verdigrid.coordinator.model.Neighbours;
import io.verdigrid.coordinator.model.Outcome;
import io.verdigrid.coordinator.scheduler.Decision.GrantedLease;
import io.verdigrid.coordinator.scheduler.SchedulerEvent.Estimate;
import io.verdigrid.coordinator.scheduler.SchedulerEvent.UnitPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A long class runs in parts on several slots at once. */
final class SplitTest {
    private final Bench bench = new Bench();
    private final List<GrantedLease> parts = new ArrayList<>();

    private static String[] tests(int count) {
        String[] names = new String[count];
        for (int i = 0; i < count; i++) {
            names[i] = "t" + i;
        }
        return names;
    }

    private void two(UnitPlan plan) {
        bench.planned("b", plan).worker("v", 1).worker("w", 1);
        parts.addAll(leases());
    }

    private List<GrantedLease> leases() {
        return bench.all(Decision.Grant.class).stream()
                .flatMap(grant -> grant.leases().stream())
                .filter(lease -> !lease.unitId().isEmpty())
                .toList();
    }

    private static List<String> ids(GrantedLease lease) {
        return lease.leaves().stream().map(Decision.Leaf::uniqueId).toList();
    }

    @Test
    void eachTestOfALongClassIsInOnePartAndPartsRunApart() {
        two(unit("U", 80_000, tests(8)));
        assertThat(parts).hasSize(2);
        assertThat(ids(parts.get(0))).containsExactly("t0", "t1");
        assertThat(parts).allSatisfy(part -> assertThat(part.context()).isEqualTo(Decision.Context.TORN));
        List<String> ran = new ArrayList<>();
        for (int i = 0; i < leases().size(); i++) {
            GrantedLease lease = leases().get(i);
            ran.addAll(ids(lease));
            bench.pass(lease, ids(lease).toArray(new String[0]));
        }
        assertThat(ran).containsExactlyInAnyOrder(tests(8));
        assertThat(bench.end().status()).isEqualTo(BuildStatus.GREEN);
        assertThat(bench.all(Decision.CloseUnit.class)).hasSize(1);
    }

    @Test
    void aClassThatGainsNothingIsNotSplit() {
        two(unit("U", 9_000, tests(8)));
        assertThat(parts)
                .singleElement()
                .satisfies(whole -> assertThat(whole.leaves()).isEmpty());
    }

    @Test
    void aClassWhoseFixtureCostsMoreThanSplittingGainsIsNotSplit() {
        UnitPlan plan = unit("U", 60_000, tests(4));
        two(new UnitPlan("U", "c", new Estimate(60_000, 55_000, true), plan.leaves(), false, false, Neighbours.ANY));
        assertThat(parts).hasSize(1);
    }

    @Test
    void aClassWhoseTestsNeedEachOtherIsNeverSplit() {
        two(ordered("U", 600_000, tests(20)));
        assertThat(parts)
                .singleElement()
                .satisfies(whole -> assertThat(whole.leaves()).isEmpty());
    }

    @Test
    void redInAPartIsRunAgainAmongAllOfItsClassBeforeItCounts() {
        two(unit("U", 80_000, tests(8)));
        bench.run(parts.get(0), ids(parts.get(0)), Map.of("t0", Outcome.FAILED));
        for (int i = 1; i < leases().size() && leases().get(i).attempt() == 1; i++) {
            bench.pass(leases().get(i), ids(leases().get(i)).toArray(new String[0]));
        }
        GrantedLease again = bench.lease("U");
        assertThat(again.attempt()).isEqualTo(2);
        assertThat(again.context()).isEqualTo(Decision.Context.WHOLE);
        assertThat(ids(again)).containsExactly("t0");
        bench.pass(again, "t0");
        assertThat(bench.end().status()).isEqualTo(BuildStatus.GREEN);
    }

    @Test
    void aPartWhoseWorkerIsLostGoesToAnotherWithWhatIsLeft() {
        two(unit("U", 80_000, tests(8)));
        GrantedLease lost = parts.get(1);
        String worker = bench.holder(lost);
        bench.pass(20_000, worker.equals("v") ? "w" : "v");
        List<String> ran = new ArrayList<>();
        for (int i = 0; i < leases().size(); i++) {
            GrantedLease lease = leases().get(i);
            if (!lease.equals(lost)) {
                ran.addAll(ids(lease));
                bench.pass(lease, ids(lease).toArray(new String[0]));
            }
        }
        assertThat(ran).containsExactlyInAnyOrder(tests(8));
        assertThat(bench.end().status()).isEqualTo(BuildStatus.GREEN);
    }

    @Test
    void afterARestartTheHoldersOfPartsGoOnWithThem() {
        two(unit("U", 80_000, tests(8)));
        Bench second = new Bench(2);
        second.tell(new SchedulerEvent.BuildAdded(
                "b", List.of(""), BuildSettings.DEFAULT, List.of(), second.now(), second.now() + 10_000));
        second.tell(new SchedulerEvent.PlanAdded("b", "", List.of(unit("U", 80_000, tests(8)))));
        second.tell(new SchedulerEvent.PlanClosed("b", ""));
        for (GrantedLease part : parts) {
            second.worker(bench.holder(part), 1, bench.claim(part, 0));
            assertThat(second.last(Decision.Keep.class))
                    .containsExactly(new Decision.Keep(bench.holder(part), List.of(part.leaseId())));
        }
        second.pass(11_000, "v", "w");
        second.worker("x", 1);
        List<String> granted = second.last(Decision.Grant.class).stream()
                .flatMap(grant -> grant.leases().stream())
                .flatMap(lease -> ids(lease).stream())
                .toList();
        assertThat(granted).isNotEmpty().doesNotContainAnyElementsOf(ids(parts.get(0)));
        assertThat(granted).doesNotContainAnyElementsOf(ids(parts.get(1)));
    }
}
