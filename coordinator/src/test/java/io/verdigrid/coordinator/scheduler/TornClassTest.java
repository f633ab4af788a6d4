package io.verdigrid.coordinator.scheduler;

import static io.verdigrid.coordinator.scheduler.Bench.ordered;
import static io.verdigrid.coordinator.scheduler.Bench.unit;
import static org.assertj.core.api.Assertions.assertThat;

import io.verdigrid.coordinator.model.BuildStatus;
import io.verdigrid.coordinator.model.LeaseEnding;
import io.verdigrid.coordinator.model.Outcome;
import io.verdigrid.coordinator.model.Verdict;
import io.verdigrid.coordinator.scheduler.Decision.Context;
import io.verdigrid.coordinator.scheduler.Decision.GrantedLease;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A class whose runner was lost in the middle, and what its other tests can be blamed for. */
final class TornClassTest {
    private final Bench bench = new Bench();

    @Test
    void theRestOfATornClassRunsAloneAndIsMarked() {
        bench.worker("w", 1).planned("b", unit("U", 100, "t1", "t2", "t3"));
        GrantedLease first = bench.lease("U");
        assertThat(first.context()).isEqualTo(Context.PLAIN);
        bench.result(first, "t1", Outcome.PASSED).close(first, LeaseEnding.RUNNER_KILLED);

        assertThat(bench.lease("U").context()).isEqualTo(Context.TORN);
        bench.pass(bench.lease("U"), "t2", "t3");
        assertThat(bench.end().status()).isEqualTo(BuildStatus.GREEN);
        assertThat(bench.end().account().retests()).isZero();
    }

    @Test
    void redInATornClassRunsAgainAmongAllOfTheClassAndPassesThere() {
        bench.worker("w", 1).planned("b", unit("U", 100, "t1", "t2", "t3"));
        tearAfterFirst();
        bench.run(bench.lease("U"), List.of("t2", "t3"), Map.of("t2", Outcome.FAILED));

        GrantedLease whole = bench.lease("U");
        assertThat(whole.context()).isEqualTo(Context.WHOLE);
        assertThat(whole.freshRunner()).isTrue();
        assertThat(whole.attempt()).isEqualTo(2);
        assertThat(whole.leaves()).extracting(Decision.Leaf::uniqueId).containsExactly("t2");
        bench.pass(whole, "t2");
        assertThat(bench.end().status()).isEqualTo(BuildStatus.GREEN);
    }

    @Test
    void redAmongAllOfTheClassTooIsRetestedLikeAnyRedTest() {
        bench.worker("w", 1).planned("b", unit("U", 100, "t1", "t2"));
        tearAfterFirst();
        bench.run(bench.lease("U"), List.of("t2"), Map.of("t2", Outcome.FAILED));
        bench.run(bench.lease("U"), List.of("t2"), Map.of("t2", Outcome.FAILED));
        assertThat(bench.ended()).isFalse();
        assertThat(bench.lease("U").attempt()).isEqualTo(3);
        assertThat(bench.lease("U").context()).isEqualTo(Context.WHOLE);
        bench.run(bench.lease("U"), List.of("t2"), Map.of("t2", Outcome.FAILED));
        assertThat(bench.end().status()).isEqualTo(BuildStatus.RED);
    }

    @Test
    void aTestThatKilledTheRunnerIsNotRunAlong() {
        bench.worker("w", 1).planned("b", unit("U", 100, "t1", "t2", "t3"));
        GrantedLease first = bench.lease("U");
        bench.result(first, "t1", Outcome.PASSED)
                .result(first, "t2", Outcome.CRASHED)
                .close(first, LeaseEnding.RUNNER_DIED);
        bench.run(bench.lease("U"), List.of("t3"), Map.of("t3", Outcome.FAILED));

        GrantedLease retest = bench.lease("U");
        assertThat(retest.context()).isEqualTo(Context.WHOLE);
        assertThat(retest.leaves()).extracting(Decision.Leaf::uniqueId).containsExactly("t2", "t3");
        assertThat(retest.surroundings().leftOut()).isEmpty();
        bench.result(retest, "t2", Outcome.CRASHED).close(retest, LeaseEnding.RUNNER_DIED);

        assertThat(bench.lease("U").context()).isEqualTo(Context.WHOLE);
        assertThat(bench.lease("U").surroundings().leftOut()).containsExactly("t2");
        bench.pass(bench.lease("U"), "t3");
        assertThat(bench.end().status()).isEqualTo(BuildStatus.RED);
    }

    @Test
    void whatCannotRunAmongItsClassRunsApartAndCountsThen() {
        bench.worker("w", 1).planned("b", unit("U", 100, "t1", "t2"));
        tearAfterFirst();
        bench.run(bench.lease("U"), List.of("t2"), Map.of("t2", Outcome.FAILED));
        bench.close(bench.lease("U"), LeaseEnding.RUNNER_DIED);

        assertThat(bench.lease("U").context()).isEqualTo(Context.PLAIN);
        bench.run(bench.lease("U"), List.of("t2"), Map.of("t2", Outcome.FAILED));
        bench.run(bench.lease("U"), List.of("t2"), Map.of("t2", Outcome.FAILED));
        assertThat(bench.end().status()).isEqualTo(BuildStatus.RED);
    }

    @Test
    void whatIsLeftOfAnOrderedClassRunsAmongAllOfItAtOnce() {
        bench.worker("w", 1).planned("b", ordered("U", 100, "t1", "t2", "t3"));
        tearAfterFirst();
        GrantedLease rest = bench.lease("U");
        assertThat(rest.context()).isEqualTo(Context.WHOLE);
        assertThat(rest.freshRunner()).isTrue();
        assertThat(rest.attempt()).isEqualTo(1);
        assertThat(rest.leaves()).extracting(Decision.Leaf::uniqueId).containsExactly("t2", "t3");
        bench.run(rest, List.of("t2", "t3"), Map.of("t3", Outcome.FAILED));

        assertThat(bench.lease("U").context()).isEqualTo(Context.WHOLE);
        bench.pass(bench.lease("U"), "t3");
        assertThat(bench.end().status()).isEqualTo(BuildStatus.GREEN);
    }

    @Test
    void aRestartRemembersThatTheClassWasTorn() {
        bench.worker("w", 1).planned("b", unit("U", 100, "t1", "t2"));
        bench.tell(attempt("t1", Outcome.PASSED, false));
        bench.tell(attempt("t2", Outcome.FAILED, true));
        bench.tell(new SchedulerEvent.UnitRestored("b", "", "U", true, List.of()));
        assertThat(bench.scheduler().progress("b", bench.now()).orElseThrow().done())
                .isEqualTo(2);
        bench.close(bench.lease("U"), LeaseEnding.HANDED_BACK);

        assertThat(bench.lease("U").attempt()).isEqualTo(2);
        assertThat(bench.lease("U").context()).isEqualTo(Context.WHOLE);
    }

    @Test
    void redApartFromItsClassCountsAsLost() {
        LeafState leaf = new LeafState("t", "");
        assertThat(leaf.record(1, Outcome.FAILED, true)).isTrue();
        assertThat(leaf.verdict()).isEqualTo(Verdict.LOST);
        leaf.record(2, Outcome.PASSED, false);
        assertThat(leaf.verdict()).isEqualTo(Verdict.PASSED);
    }

    private void tearAfterFirst() {
        bench.result(bench.lease("U"), "t1", Outcome.PASSED).close(bench.lease("U"), LeaseEnding.RUNNER_KILLED);
    }

    private static SchedulerEvent attempt(String test, Outcome outcome, boolean torn) {
        return new SchedulerEvent.AttemptRecorded("b", "", "U", test, "", 0, 1, outcome, torn);
    }
}
