package io.verdigrid.coordinator.scheduler;

import static io.verdigrid.coordinator.scheduler.Bench.beside;
import static io.verdigrid.coordinator.scheduler.Bench.locking;
import static io.verdigrid.coordinator.scheduler.Bench.unit;
import static org.assertj.core.api.Assertions.assertThat;

import io.verdigrid.coordinator.model.BuildStatus;
import io.verdigrid.coordinator.model.LeaseEnding;
import io.verdigrid.coordinator.model.Neighbours;
import io.verdigrid.coordinator.model.Outcome;
import io.verdigrid.coordinator.model.ResourceLock;
import io.verdigrid.coordinator.scheduler.Decision.GrantedLease;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a slow slot holds at the end runs in a second one too, and the first of the two settles it. */
final class CopyTest {
    private Bench bench = new Bench();
    private GrantedLease slow =
            new Bench().planned("x", unit("X", 1, "x")).worker("x", 1).lease("X");
    private GrantedLease copy = slow;

    /** A hundred units of 8 s are done; the last, of 8 s in four tests, hangs behind its first. */
    private void begin() {
        begin(unit("Z", 8_000, "z0", "z1", "z2", "z3"));
    }

    private void begin(SchedulerEvent.UnitPlan... last) {
        SchedulerEvent.UnitPlan[] units = new SchedulerEvent.UnitPlan[100];
        for (int i = 0; i < units.length; i++) {
            units[i] = unit("U" + (100 + i), 8_001, "t" + i);
        }
        bench.planned("b", units).plan("b", "", last);
        bench.worker("v", 1).worker("w", 1);
        for (int i = 0; i < units.length; i++) {
            bench.pass(bench.lease("U" + (100 + i)), "t" + i);
        }
        slow = bench.lease("Z");
        bench.result(slow, "z0", Outcome.PASSED);
        bench.pass(30_000, "v", "w");
        copy = bench.lease("Z");
    }

    @Test
    void whatIsLeftIsCopiedOnceToAnotherWorker() {
        begin();
        assertThat(copy).isNotEqualTo(slow);
        assertThat(bench.holder(copy)).isNotEqualTo(bench.holder(slow));
        assertThat(copy.leaves()).extracting(Decision.Leaf::uniqueId).containsExactly("z1", "z2", "z3");
        assertThat(copy.attempt()).isEqualTo(1);
        bench.worker("x", 1).pass(60_000, "v", "w", "x");
        assertThat(bench.lease("Z")).isEqualTo(copy);
    }

    /** A copy does not wait in the queue, where it would be seen whether a licence is left for it. */
    @Test
    void whatLocksSomethingIsNotCopied() {
        bench = new Bench(SchedulerConfig.DEFAULT.with(Map.of("schema", 2)), 1);
        begin(locking(unit("Z", 8_000, "z0", "z1", "z2", "z3"), new ResourceLock("schema", false)));
        assertThat(copy).isEqualTo(slow);
    }

    @Test
    void theCopyWinsAndTheOtherIsTakenBack() {
        begin();
        bench.pass(copy, "z1", "z2", "z3");
        assertThat(bench.all(Decision.Revoke.class))
                .extracting(Decision.Revoke::leaseId)
                .containsExactly(slow.leaseId());
        assertThat(bench.end().status()).isEqualTo(BuildStatus.GREEN);
        bench.result(slow, "z1", Outcome.FAILED).close(slow, LeaseEnding.HANDED_BACK);
        assertThat(bench.end().status()).isEqualTo(BuildStatus.GREEN);
    }

    @Test
    void theSlowOneWinsAndTheCopyIsTakenBack() {
        begin();
        bench.result(copy, "z1", Outcome.PASSED);
        bench.pass(slow, "z1", "z2", "z3");
        assertThat(bench.all(Decision.Revoke.class))
                .extracting(Decision.Revoke::leaseId)
                .containsExactly(copy.leaseId());
        assertThat(bench.end().status()).isEqualTo(BuildStatus.GREEN);
        assertThat(bench.all(Decision.CloseUnit.class)).hasSize(101);
    }

    @Test
    void theCopyGoesOnWhenTheSlowOneDies() {
        begin();
        bench.close(slow, LeaseEnding.RUNNER_KILLED);
        assertThat(bench.lease("Z")).isEqualTo(copy);
        bench.pass(copy, "z1", "z2", "z3");
        assertThat(bench.end().status()).isEqualTo(BuildStatus.GREEN);
    }

    @Test
    void bothDieAndWhatIsLeftRunsOnceMore() {
        begin();
        bench.close(slow, LeaseEnding.RUNNER_KILLED);
        bench.result(copy, "z1", Outcome.PASSED).close(copy, LeaseEnding.RUNNER_KILLED);
        GrantedLease third = bench.lease("Z");
        assertThat(third.leaves()).extracting(Decision.Leaf::uniqueId).containsExactly("z2", "z3");
        bench.pass(third, "z2", "z3");
        assertThat(bench.end().status()).isEqualTo(BuildStatus.GREEN);
    }

    @Test
    void theCopyDiesAndTheSlowOneGoesOn() {
        begin();
        bench.close(copy, LeaseEnding.HANDED_BACK);
        bench.pass(slow, "z1", "z2", "z3");
        assertThat(bench.end().status()).isEqualTo(BuildStatus.GREEN);
    }

    @Test
    void noMoreThanATwentiethOfABuildIsCopied() {
        bench.planned("b", unit("A", 8_000, "a"), unit("Z", 8_000, "z0", "z1"));
        bench.worker("v", 1).worker("w", 1);
        bench.pass(bench.lease("A"), "a");
        slow = bench.lease("Z");
        bench.pass(120_000, "v", "w");
        assertThat(bench.lease("Z")).isEqualTo(slow);
    }

    @Test
    void theOtherMayRunForAWhileYetSoWhatIsIsolatedWaits() {
        Neighbours alone = new Neighbours(true, false, List.of());
        begin(unit("Z", 8_000, "z0", "z1", "z2", "z3"), beside(unit("I", 1_000, "i"), alone));
        bench.pass(copy, "z1", "z2", "z3");
        assertThat(bench.grantedUnits()).isEmpty();
        bench.close(slow, LeaseEnding.HANDED_BACK);
        assertThat(bench.grantedUnits()).containsExactly("I");
    }
}
