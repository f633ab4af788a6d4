package io.verdigrid.coordinator.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.verdigrid.coordinator.model.BuildSettings;
import io.verdigrid.coordinator.model.BuildStatus;
import io.verdigrid.coordinator.model.JudgingPolicy;
import io.verdigrid.coordinator.model.LeaseEnding;
import io.verdigrid.coordinator.model.Outcome;
import io.verdigrid.coordinator.model.TestPast;
import io.verdigrid.coordinator.scheduler.Decision.GrantedLease;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a build does with tests of which the history knows something. */
final class IntermittentTest {
    private static final TestPast QUARANTINED = new TestPast(false, 0, 0, true);

    private final Bench bench = new Bench();

    private static SchedulerEvent.UnitPlan unit(TestPast past) {
        SchedulerEvent.UnitPlan unit = Bench.unit("U", 100, "t");
        return new SchedulerEvent.UnitPlan(
                unit.unitId(),
                unit.className(),
                unit.estimate(),
                unit.leaves(),
                unit.partial(),
                unit.ordered(),
                unit.neighbours(),
                Map.of("t", past));
    }

    private void run(TestPast past, String attempts) {
        run(past, BuildSettings.DEFAULT, attempts);
    }

    /** A build of one test, whose attempts end so, as many as there are leases for it. */
    private void run(TestPast past, BuildSettings settings, String attempts) {
        bench.worker("w1", 1).worker("w2", 1).planned("b", settings, unit(past));
        for (int i = 0; i < attempts.length(); i++) {
            GrantedLease lease = bench.lease("U");
            assertThat(lease.attempt()).isEqualTo(i + 1);
            bench.result(lease, "t", attempts.charAt(i) == 'P' ? Outcome.PASSED : Outcome.FAILED);
            bench.close(lease, LeaseEnding.DONE);
        }
    }

    @Test
    void aKnownIntermittentOneGoesThroughWithAPassAmongSeveralReds() {
        run(new TestPast(true, 0.3, 0, false), "RRRP");
        assertThat(bench.end().status()).isEqualTo(BuildStatus.GREEN);
        assertThat(bench.end().reason()).isEmpty();
    }

    @Test
    void aKnownIntermittentOneIsRedWhenItsOwnRateMakesThatUnlikely() {
        run(new TestPast(true, 0.02, 0, false), "RR");
        assertThat(bench.end().status()).isEqualTo(BuildStatus.RED);
    }

    @Test
    void itIsRunAtMostFiveTimesMore() {
        run(new TestPast(true, 0.6, 0, false), "RRRRRR");
        assertThat(bench.end().status()).isEqualTo(BuildStatus.RED);
    }

    @Test
    void aNewlyIntermittentOneWithACleanPastBlocks() {
        run(TestPast.clean(200), "RPPRPPR");
        assertThat(bench.end().status()).isEqualTo(BuildStatus.RED);
        assertThat(bench.end().reason())
                .isEqualTo("[REGRESSION: newly intermittent] t failed 3 of 7 runs after 200 clean ones");
    }

    @Test
    void unlessThePolicySaysOtherwise() {
        JudgingPolicy strict = JudgingPolicy.DEFAULT;
        JudgingPolicy.Probe probe = strict.probe();
        JudgingPolicy mild = new JudgingPolicy(
                strict.known(),
                new JudgingPolicy.Probe(probe.runs(), probe.significance(), probe.cleanRuns(), false),
                strict.marking(),
                strict.release(),
                1);
        run(TestPast.clean(200), BuildSettings.DEFAULT.judgedBy(mild), "RPRR");
        assertThat(bench.end().status()).isEqualTo(BuildStatus.GREEN);
        assertThat(bench.end().reason()).startsWith("[REGRESSION: newly intermittent]");
    }

    @Test
    void aRareOneGoesThroughWhenTheRunsOfThisChangeStayGreen() {
        run(TestPast.clean(200), "RP" + "P".repeat(19));
        assertThat(bench.end().status()).isEqualTo(BuildStatus.GREEN);
        assertThat(bench.end().reason()).isEmpty();
    }

    @Test
    void withoutAPastOneGreenRetestIsEnough() {
        run(TestPast.NONE, "RP");
        assertThat(bench.end().status()).isEqualTo(BuildStatus.GREEN);
    }

    @Test
    void whatIsInQuarantineRunsAndBlocksNothing() {
        run(QUARANTINED, "RR");
        assertThat(bench.end().status()).isEqualTo(BuildStatus.GREEN);
        assertThat(bench.end().reason()).isEqualTo("1 red test is in quarantine, which blocks nothing");
    }

    @Test
    void whatIsInQuarantineIsNoFailureToBear() {
        run(QUARANTINED, BuildSettings.DEFAULT.endedBy(1), "RR");
        assertThat(bench.end().status()).isEqualTo(BuildStatus.GREEN);
    }
}
