package io.verdigrid.coordinator.scheduler;

import static io.verdigrid.coordinator.scheduler.Bench.unit;
import static org.assertj.core.api.Assertions.assertThat;

import io.verdigrid.coordinator.model.BuildSettings;
import io.verdigrid.coordinator.model.BuildStatus;
import io.verdigrid.coordinator.model.LeaseEnding;
import io.verdigrid.coordinator.model.Outcome;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** So many red tests end a build before all its tests ran. */
final class FailureLimitTest {
    private final Bench bench = new Bench();

    private static BuildSettings failFast() {
        return BuildSettings.DEFAULT.endedBy(1);
    }

    @Test
    void aTestThatIsRedInItsRetestTooEndsTheBuild() {
        bench.worker("w1", 2)
                .planned("b", failFast(), unit("A", 29_000, "a"), unit("B", 25_000, "b"), unit("C", 24_000, "c"));
        bench.run(bench.lease("A"), List.of("a"), Map.of("a", Outcome.FAILED));
        assertThat(bench.ended()).as("the retest is to come").isFalse();

        bench.pass(bench.lease("B"), "b");
        bench.result(bench.lease("A"), "a", Outcome.FAILED);

        assertThat(bench.end().status()).isEqualTo(BuildStatus.RED);
        assertThat(bench.end().reason()).isEqualTo("stopped after 1 failed test, of 1 that it was to bear");
        assertThat(bench.last(Decision.Revoke.class))
                .extracting(Decision.Revoke::leaseId)
                .contains(bench.lease("A").leaseId());
        assertThat(bench.last(Decision.Grant.class)).isEmpty();
    }

    @Test
    void anIntermittentTestEndsNothing() {
        bench.worker("w1", 1).planned("b", failFast(), unit("A", 29_000, "a"), unit("B", 25_000, "b"));
        bench.run(bench.lease("A"), List.of("a"), Map.of("a", Outcome.FAILED));
        bench.pass(bench.lease("A"), "a");
        assertThat(bench.ended()).isFalse();
        bench.pass(bench.lease("B"), "b");
        assertThat(bench.end().status()).isEqualTo(BuildStatus.GREEN);
        assertThat(bench.end().reason()).isEmpty();
    }

    @Test
    void asManyAreBorneAsWasSaid() {
        BuildSettings two = BuildSettings.DEFAULT.endedBy(2);
        bench.worker("w1", 1).planned("b", two, unit("A", 29_000, "a"), unit("B", 25_000, "b"), unit("C", 24_000, "c"));
        failTwice("A", "a");
        assertThat(bench.ended()).isFalse();
        failTwice("B", "b");
        assertThat(bench.end().status()).isEqualTo(BuildStatus.RED);
        assertThat(bench.end().reason()).startsWith("stopped after 2 failed tests");
    }

    private void failTwice(String unit, String test) {
        bench.run(bench.lease(unit), List.of(test), Map.of(test, Outcome.FAILED));
        bench.run(bench.lease(unit), List.of(test), Map.of(test, Outcome.FAILED));
    }

    @Test
    void aTestThatWasTheLastStopsNothing() {
        bench.worker("w1", 1).planned("b", failFast(), unit("A", 29_000, "a"), unit("B", 25_000, "b"));
        bench.pass(bench.lease("A"), "a");
        bench.run(bench.lease("B"), List.of("b"), Map.of("b", Outcome.FAILED));
        bench.pass(bench.lease("B"), "b");
        assertThat(bench.end().status()).isEqualTo(BuildStatus.GREEN);
    }

    @Test
    void redTestsThatWaitForTheirRetestAreNamed() {
        bench.worker("w1", 1).planned("b", failFast(), unit("A", 29_000, "a", "a2"), unit("B", 25_000, "b"));
        bench.run(bench.lease("A"), List.of("a", "a2"), Map.of("a", Outcome.FAILED, "a2", Outcome.TIMED_OUT));
        bench.result(bench.lease("A"), "a", Outcome.FAILED);
        assertThat(bench.end().reason()).endsWith("; 1 red test was not run again");
    }

    @Test
    void withoutRetestsTheFirstRedOneIsEnough() {
        BuildSettings settings = Bench.NO_RETEST.endedBy(1);
        bench.worker("w1", 1).planned("b", settings, unit("A", 29_000, "a"), unit("B", 25_000, "b"));
        bench.result(bench.lease("A"), "a", Outcome.CRASHED);
        assertThat(bench.end().status()).isEqualTo(BuildStatus.RED);
    }

    @Test
    void whatIsRedApartFromItsClassIsNoEvidence() {
        bench.worker("w1", 2).worker("w2", 2);
        bench.planned("b", failFast(), unit("A", 29_000, "a", "b"), unit("C", 24_000, "c"), unit("D", 1, "d"));
        bench.pass(bench.lease("C"), "c");
        bench.result(bench.lease("A"), "a", Outcome.PASSED).close(bench.lease("A"), LeaseEnding.RUNNER_KILLED);
        bench.run(bench.lease("A"), List.of("b"), Map.of("b", Outcome.FAILED));
        assertThat(bench.ended()).isFalse();
        bench.run(bench.lease("A"), List.of("b"), Map.of("b", Outcome.FAILED));
        assertThat(bench.ended())
                .as("one red run among its class asks for a retest")
                .isFalse();
        bench.result(bench.lease("A"), "b", Outcome.FAILED);
        assertThat(bench.end().status()).isEqualTo(BuildStatus.RED);
    }

    @Test
    void whatIsRedInMassIsNotRetestedAndEndsTheBuildToo() {
        int floor = SchedulerConfig.DEFAULT.limits().massFailureFloor();
        String[] tests = new String[floor];
        for (int i = 0; i < floor; i++) {
            tests[i] = "t" + i;
        }
        bench.worker("w1", 1).planned("b", failFast(), unit("A", 29_000, tests), unit("B", 25_000, "b"));
        for (String test : tests) {
            bench.result(bench.lease("A"), test, Outcome.FAILED);
        }
        assertThat(bench.ended()).isFalse();
        bench.close(bench.lease("A"), LeaseEnding.DONE);
        assertThat(bench.end().status()).isEqualTo(BuildStatus.RED);
    }
}
