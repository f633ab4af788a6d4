package io.verdigrid.coordinator.scheduler;

import static io.verdigrid.coordinator.scheduler.Bench.unit;
import static org.assertj.core.api.Assertions.assertThat;

import io.verdigrid.coordinator.model.BuildStatus;
import io.verdigrid.coordinator.model.LeaseEnding;
import io.verdigrid.coordinator.model.Outcome;
import io.verdigrid.coordinator.scheduler.Decision.GrantedLease;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A red test is run again elsewhere in a new JVM. */
final class RetestTest {
    private final Bench bench = new Bench();

    @Test
    void redTestsOfAUnitAreRetestedTogetherOnAnotherWorkerInANewJvm() {
        bench.worker("w1", 1).planned("b", unit("U", 100, "t1", "t2", "t3"));
        GrantedLease first = bench.lease("U");
        bench.worker("w2", 1);
        bench.run(first, List.of("t1", "t2", "t3"), Map.of("t1", Outcome.FAILED, "t3", Outcome.TIMED_OUT));

        GrantedLease retest = bench.lease("U");
        assertThat(bench.holder(retest)).isEqualTo("w2");
        assertThat(retest.attempt()).isEqualTo(2);
        assertThat(retest.freshRunner()).isTrue();
        assertThat(retest.leaves()).extracting(Decision.Leaf::uniqueId).containsExactly("t1", "t3");
        assertThat(bench.scheduler().progress("b", bench.now()).orElseThrow().retesting())
                .isEqualTo(2);

        bench.pass(retest, "t1", "t3");
        assertThat(bench.end().status()).isEqualTo(BuildStatus.GREEN);
        assertThat(bench.end().account().retests()).isEqualTo(2);
    }

    @Test
    void redTwiceIsRed() {
        bench.worker("w1", 2).planned("b", unit("U", 100, "t1"));
        bench.run(bench.lease("U"), List.of("t1"), Map.of("t1", Outcome.FAILED));
        assertThat(bench.ended()).isFalse();
        bench.run(bench.lease("U"), List.of("t1"), Map.of("t1", Outcome.FAILED));
        assertThat(bench.end().status()).isEqualTo(BuildStatus.RED);
    }

    @Test
    void aRetestWaitsForTheOtherWorkerWhileThatIsBusy() {
        bench.planned("b", unit("A", 9_000, "a"), unit("B", 9_000, "b"))
                .worker("w1", 1)
                .worker("w2", 1);
        bench.run(bench.lease("A"), List.of("a"), Map.of("a", Outcome.FAILED));
        assertThat(bench.grantedUnits()).isEmpty();
        bench.pass(bench.lease("B"), "b");
        assertThat(bench.grantedUnits()).containsExactly("A");
        assertThat(bench.holder(bench.lease("A"))).isEqualTo("w2");
    }

    @Test
    void onOneWorkerARetestTakesAnotherSlotIfThereIsOne() {
        bench.planned("b", unit("A", 9_000, "a"), unit("B", 9_000, "b")).worker("w1", 2);
        bench.run(bench.lease("A"), List.of("a"), Map.of("a", Outcome.FAILED));
        assertThat(bench.grantedUnits()).isEmpty();
        bench.pass(bench.lease("B"), "b");
        assertThat(bench.last(Decision.Grant.class))
                .extracting(Decision.Grant::slot)
                .containsExactly(1);
    }

    @Test
    void onTheOnlySlotThereIsARetestRunsThere() {
        bench.worker("w1", 1).planned("b", unit("A", 9_000, "a"));
        bench.run(bench.lease("A"), List.of("a"), Map.of("a", Outcome.FAILED));
        assertThat(bench.grantedUnits()).containsExactly("A");
    }

    @Test
    void retestsGoAheadOfFreshUnits() {
        bench.worker("w1", 1).planned("b", unit("A", 90_000, "a"), unit("B", 50_000, "b"));
        bench.run(bench.lease("A"), List.of("a"), Map.of("a", Outcome.FAILED));
        assertThat(bench.grantedUnits()).containsExactly("A");
    }

    @Test
    void aDynamicTestIsRetestedByTheLeafThatRegisteredIt() {
        bench.worker("w1", 1).planned("b", unit("U", 100, "p*"));
        GrantedLease first = bench.lease("U");
        bench.result(first, "p[1]", "p*", Outcome.PASSED);
        bench.result(first, "p[2]", "p*", Outcome.FAILED);
        bench.close(first, LeaseEnding.DONE, "p*");
        assertThat(bench.lease("U").leaves()).containsExactly(new Decision.Leaf("p[2]", "p*", List.of()));
    }

    @Test
    void aRetestThatReturnsWithoutTheTestLeavesItAsItWas() {
        bench.worker("w1", 1).planned("b", unit("U", 100, "t1", "t2"));
        bench.run(bench.lease("U"), List.of("t1", "t2"), Map.of("t1", Outcome.FAILED));
        bench.close(bench.lease("U"), LeaseEnding.DONE);
        assertThat(bench.end().status()).isEqualTo(BuildStatus.RED);
    }

    @Test
    void noRetestsIfTheBuildWantsNone() {
        bench.worker("w1", 1).planned("b", Bench.NO_RETEST, unit("U", 100, "t1"));
        bench.run(bench.lease("U"), List.of("t1"), Map.of("t1", Outcome.FAILED));
        assertThat(bench.end().status()).isEqualTo(BuildStatus.RED);
    }

    @Test
    void aRetestThatKillsItsJvmEndsAsCrashed() {
        bench.worker("w1", 1).planned("b", unit("U", 100, "t1"));
        bench.run(bench.lease("U"), List.of("t1"), Map.of("t1", Outcome.FAILED));
        bench.close(bench.lease("U"), LeaseEnding.RUNNER_DIED);
        bench.close(bench.lease("U"), LeaseEnding.RUNNER_DIED);
        Decision.GiveUp given = bench.all(Decision.GiveUp.class).get(0);
        assertThat(given.attempt()).isEqualTo(2);
        assertThat(given.outcome()).isEqualTo(Outcome.CRASHED);
        assertThat(bench.end().status()).isEqualTo(BuildStatus.RED);
    }

    @Test
    void halfOfFiftyTestsRedIsTheBuildsFaultAndIsSaidOnce() {
        String[] tests = new String[60];
        Map<String, Outcome> failed = new LinkedHashMap<>();
        for (int i = 0; i < tests.length; i++) {
            tests[i] = "t" + i;
            if (i % 2 == 0) {
                failed.put(tests[i], Outcome.FAILED);
            }
        }
        bench.worker("w1", 1).planned("b", unit("U", 9_000, tests), unit("V", 8_000, "v"));
        bench.run(bench.lease("U"), List.of(tests), failed);
        bench.run(bench.lease("V"), List.of("v"), Map.of("v", Outcome.FAILED));
        assertThat(bench.end().status()).isEqualTo(BuildStatus.RED);
        assertThat(bench.end().account().retests()).isZero();
        assertThat(bench.all(Decision.Notify.class)).hasSize(1);
    }
}
