package io.verdigrid.coordinator.scheduler;

import static io.verdigrid.coordinator.scheduler.Bench.unit;
import static org.assertj.core.api.Assertions.assertThat;

import io.verdigrid.coordinator.model.LeaseEnding;
import io.verdigrid.coordinator.model.Outcome;
import io.verdigrid.coordinator.scheduler.Decision.GrantedLease;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** History learns the fixture of a unit as one lease pays it, however many leases it took. */
final class FixtureTest {
    private final Bench bench = new Bench();

    private Decision.CloseUnit closing() {
        return bench.all(Decision.CloseUnit.class).get(0);
    }

    private List<GrantedLease> leases() {
        List<GrantedLease> leases = new ArrayList<>();
        for (Decision.Grant grant : bench.all(Decision.Grant.class)) {
            leases.addAll(grant.leases());
        }
        leases.removeIf(lease -> lease.unitId().isEmpty());
        return leases;
    }

    /** Runs all leases but these to their ends, as they come, each with a fixture of two seconds. */
    private void runAllBut(GrantedLease... others) {
        List<GrantedLease> done = new ArrayList<>(List.of(others));
        while (!bench.ended()) {
            GrantedLease next = leases().stream()
                    .filter(lease -> !done.contains(lease))
                    .findFirst()
                    .orElseThrow();
            next.leaves().forEach(leaf -> bench.result(next, leaf.uniqueId(), Outcome.PASSED));
            bench.close(next, LeaseEnding.DONE, 2_000 + 10_000L * next.leaves().size(), 2_000);
            done.add(next);
        }
    }

    @Test
    void ofAClassThatRanInPartsItIsThatOfOnePart() {
        bench.planned("b", unit("U", 80_000, "t1", "t2", "t3", "t4", "t5", "t6", "t7", "t8"));
        bench.worker("v", 1).worker("w", 1);
        runAllBut();
        assertThat(leases().size()).isGreaterThan(2);
        assertThat(closing().fixtureMs()).isEqualTo(2_000);
        assertThat(closing().slotTimeMs()).isEqualTo(82_000);
    }

    @Test
    void aPartThatIsHandedBackBeforeItBeganPaidNone() {
        bench.planned("b", unit("U", 80_000, "t1", "t2", "t3", "t4", "t5", "t6", "t7", "t8"));
        bench.worker("v", 1).worker("w", 1);
        GrantedLease returned = leases().get(0);
        bench.close(returned, LeaseEnding.HANDED_BACK, 0, 0);
        runAllBut(returned);
        assertThat(closing().fixtureMs()).isEqualTo(2_000);
    }

    @Test
    void ofAClassWhoseRunnerDiedItIsThatOfOneRunner() {
        bench.planned("b", unit("U", 900, "t1", "t2", "t3")).worker("w", 1);
        GrantedLease first = bench.lease("U");
        bench.result(first, "t1", Outcome.PASSED).result(first, "t2", Outcome.CRASHED);
        bench.close(first, LeaseEnding.RUNNER_DIED, 1_400, 800);
        GrantedLease rest = bench.lease("U");
        bench.result(rest, "t3", Outcome.PASSED).close(rest, LeaseEnding.DONE, 1_100, 800);
        assertThat(closing().fixtureMs()).isEqualTo(800);
        assertThat(closing().slotTimeMs()).isEqualTo(1_700);
    }
}
