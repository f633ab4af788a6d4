package io.verdigrid.coordinator.scheduler;

import static io.verdigrid.coordinator.scheduler.Bench.unit;
import static org.assertj.core.api.Assertions.assertThat;

import io.verdigrid.coordinator.model.BuildSettings;
import io.verdigrid.coordinator.model.BuildStatus;
import io.verdigrid.coordinator.model.LeaseEnding;
import io.verdigrid.coordinator.model.Outcome;
import io.verdigrid.coordinator.scheduler.Decision.GrantedLease;
import io.verdigrid.coordinator.scheduler.SchedulerEvent.LeaseClaim;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Workers that fall silent, come back, and claim; and coordinators that start anew. */
final class LossTest {
    private final Bench bench = new Bench();

    @Test
    void aLostConnectionAloneTakesNothingAway() {
        bench.planned("b", unit("U", 100, "t")).worker("w1", 1).worker("w2", 1);
        bench.tell(new SchedulerEvent.WorkerDisconnected("w1")).pass(14_000, "w2");
        assertThat(bench.last(Decision.class)).isEmpty();
        bench.worker("w1", 1, bench.claim(bench.lease("U"), 0));
        assertThat(bench.last(Decision.Keep.class))
                .containsExactly(
                        new Decision.Keep("w1", List.of(bench.lease("U").leaseId())));
        bench.pass(bench.lease("U"), "t");
        assertThat(bench.end().status()).isEqualTo(BuildStatus.GREEN);
    }

    @Test
    void whatIsLeftOfASilentWorkersUnitRunsElsewhereUnderTheSameNumber() {
        bench.planned("b", unit("U", 100, "t1", "t2")).worker("w1", 1).worker("w2", 1);
        GrantedLease lost = bench.lease("U");
        bench.result(lost, "t1", Outcome.PASSED).pass(15_000, "w2");
        GrantedLease again = bench.lease("U");
        assertThat(bench.holder(again)).isEqualTo("w2");
        assertThat(again.attempt()).isEqualTo(1);
        assertThat(again.leaves()).extracting(Decision.Leaf::uniqueId).containsExactly("t2");
        assertThat(bench.all(Decision.Notify.class))
                .extracting(Decision.Notify::text)
                .singleElement()
                .satisfies(text -> assertThat(text).contains("worker w1 was silent for 15 s"));
        assertThat(bench.scheduler().workers().get(0).state()).isEqualTo(WorkerStatus.State.LOST);
    }

    @Test
    void aStaleLeaseDisturbsNothingButItsResultsCount() {
        bench.planned("b", unit("U", 100, "t1", "t2")).worker("w1", 1).worker("w2", 1);
        GrantedLease stale = bench.lease("U");
        bench.pass(15_000, "w2");
        GrantedLease current = bench.lease("U");
        bench.result(stale, "t1", Outcome.PASSED).close(stale, LeaseEnding.DONE);
        assertThat(bench.scheduler().load().unitsRunning()).isEqualTo(1);
        bench.pass(current, "t2");
        assertThat(bench.end().status()).isEqualTo(BuildStatus.GREEN);
    }

    @Test
    void aUnitThatStaleResultsFinishIsNotRunAgain() {
        bench.planned("b", unit("U", 100, "t1")).worker("w1", 1);
        GrantedLease stale = bench.lease("U");
        bench.pass(15_000);
        bench.result(stale, "t1", Outcome.PASSED);
        assertThat(bench.end().status()).isEqualTo(BuildStatus.GREEN);
    }

    @Test
    void onlyTheUnitThatRanIsChargedWithTheLoss() {
        bench.planned("b", unit("A", 30, "a"), unit("B", 20, "b"), unit("C", 10_000, "c"));
        for (int i = 0; i < SchedulerConfig.DEFAULT.limits().losses(); i++) {
            bench.worker("w" + i, 1);
            bench.pass(15_000);
        }
        assertThat(bench.all(Decision.GiveUp.class))
                .extracting(Decision.GiveUp::unitId)
                .containsExactly("C");
        assertThat(bench.ended()).isFalse();
    }

    @Test
    void aUnitThatCostTooManyWorkersIsGivenUpAsLost() {
        bench.planned("b", unit("U", 30, "t1", "t2"));
        for (int i = 0; i < SchedulerConfig.DEFAULT.limits().losses(); i++) {
            bench.worker("w" + i, 1).pass(15_000);
        }
        Decision.GiveUp given = bench.all(Decision.GiveUp.class).get(0);
        assertThat(given.outcome()).isEqualTo(Outcome.LOST);
        assertThat(given.uniqueIds()).containsExactly("t1", "t2");
        assertThat(bench.end().status()).isEqualTo(BuildStatus.ERROR);
        assertThat(bench.end().reason()).isEqualTo("2 tests were lost with their workers, first t1");
    }

    @Test
    void aWorkerThatComesBackWithoutItsLeaseHasLostIt() {
        bench.planned("b", unit("U", 100, "t")).worker("w1", 1);
        GrantedLease lost = bench.lease("U");
        bench.worker("w1", 1);
        assertThat(bench.last(Decision.Keep.class)).containsExactly(new Decision.Keep("w1", List.of()));
        assertThat(bench.lease("U").leaseId()).isNotEqualTo(lost.leaseId());
    }

    @Test
    void aWorkerThatComesBackWithFewerSlotsLosesWhatRanInTheOthers() {
        bench.planned("b", unit("A", 90_000, "a"), unit("B", 80_000, "b")).worker("w1", 2);
        GrantedLease second = bench.lease("B");
        bench.worker("w1", 1, bench.claim(bench.lease("A"), 0), bench.claim(second, 1));
        assertThat(bench.last(Decision.Keep.class).get(0).leaseIds())
                .containsExactly(bench.lease("A").leaseId());
        bench.pass(bench.lease("A"), "a");
        assertThat(bench.grantedUnits()).containsExactly("B");
    }

    @Test
    void aLostWorkerThatComesBackKeepsWhatNobodyElseTook() {
        bench.planned("b", unit("A", 90_000, "a"), unit("B", 80_000, "b"))
                .worker("w1", 2)
                .worker("w2", 1);
        LeaseClaim first = bench.claim(bench.lease("A"), 0);
        LeaseClaim second = bench.claim(bench.lease("B"), 1);
        List<LeaseClaim> claims = List.of(first, second);
        bench.pass(15_000, "w2");
        GrantedLease taken = bench.all(Decision.Grant.class)
                .get(bench.all(Decision.Grant.class).size() - 1)
                .leases()
                .get(0);
        assertThat(bench.holder(taken)).isEqualTo("w2");
        bench.worker("w1", 2, first, second);
        List<Long> kept = claims.stream()
                .filter(claim -> !claim.unitId().equals(taken.unitId()))
                .map(LeaseClaim::leaseId)
                .toList();
        assertThat(bench.last(Decision.Keep.class).get(0).leaseIds()).isEqualTo(kept);
        assertThat(bench.last(Decision.Grant.class)).isEmpty();
    }

    @Test
    void aWorkerThatWasOnlySilentIsToldToStopAndWorksOn() {
        bench.planned("b", unit("U", 100, "t")).worker("w1", 1);
        GrantedLease first = bench.lease("U");
        bench.pass(15_000);
        assertThat(bench.last(Decision.Revoke.class))
                .extracting(Decision.Revoke::leaseId)
                .containsExactly(first.leaseId());
        bench.tell(new SchedulerEvent.WorkerHeard("w1"));
        assertThat(bench.grantedUnits()).containsExactly("U");
    }

    @Test
    void aSignOfLifeFromBeforeTheConnectionEndedRevivesNobody() {
        bench.planned("b", unit("U", 100, "t")).worker("w1", 1);
        bench.tell(new SchedulerEvent.WorkerDisconnected("w1")).pass(15_000);
        bench.tell(new SchedulerEvent.WorkerHeard("w1"));
        assertThat(bench.last(Decision.Grant.class)).isEmpty();
    }

    @Test
    void lostWorkersAreForgottenAfterTenMinutes() {
        bench.worker("w1", 1).pass(15_000);
        assertThat(bench.scheduler().workers()).hasSize(1);
        bench.pass(600_000);
        assertThat(bench.scheduler().workers()).isEmpty();
    }

    @Test
    void afterARestartClaimedLeasesGoOnAndTheRestWaitsForTheHold() {
        GrantedLease before = new GrantedLease(77, "b", "", "A", List.of(), 1, false, 100, Decision.Surroundings.PLAIN);
        Bench restarted = new Bench(2);
        restarted.tell(new SchedulerEvent.BuildAdded(
                "b", List.of(""), BuildSettings.DEFAULT, List.of(), 0, restarted.now() + 10_000));
        restarted.plan("b", "", unit("A", 100, "a1", "a2"), unit("B", 90, "b"), unit("C", 80, "c"));
        restarted.tell(recorded("A", "a1", 1, Outcome.PASSED)).tell(recorded("C", "c", 1, Outcome.PASSED));
        restarted.tell(new SchedulerEvent.UnitRestored("b", "", "C", true, List.of()));
        restarted.worker("w1", 1, restarted.claim(before, 0)).worker("w2", 1);
        assertThat(restarted.all(Decision.Keep.class).get(0).leaseIds()).containsExactly(77L);
        assertThat(restarted.all(Decision.Grant.class)).isEmpty();
        restarted.pass(10_000, "w1", "w2");
        assertThat(restarted.grantedUnits()).containsExactly("B");
        restarted.pass(restarted.lease("B"), "b");
        restarted.tell(new SchedulerEvent.AttemptRecorded("b", "", "A", "a2", "", 77, 1, Outcome.PASSED, false));
        restarted.tell(new SchedulerEvent.LeaseClosed("w1", 77, LeaseEnding.DONE, "", 100, 0, false, List.of()));
        assertThat(restarted.end().status()).isEqualTo(BuildStatus.GREEN);
    }

    @Test
    void afterARestartRetestsDueAreMadeAnew() {
        bench.planned("b", unit("U", 100, "t1", "t2"));
        bench.tell(recorded("U", "t1", 1, Outcome.FAILED)).tell(recorded("U", "t2", 1, Outcome.PASSED));
        bench.worker("w", 1);
        assertThat(bench.lease("U").attempt()).isEqualTo(2);
        assertThat(bench.lease("U").leaves())
                .extracting(Decision.Leaf::uniqueId)
                .containsExactly("t1");
    }

    @Test
    void afterARestartAFinishedRetestIsNotMadeAgain() {
        bench.tell(new SchedulerEvent.BuildAdded("b", List.of(""), BuildSettings.DEFAULT, List.of(), 0, 0));
        bench.tell(new SchedulerEvent.PlanAdded("b", "", List.of(unit("U", 100, "t1", "p*"))));
        bench.tell(recorded("U", "t1", 2, Outcome.PASSED)).tell(recorded("U", "t1", 1, Outcome.FAILED));
        bench.tell(new SchedulerEvent.UnitRestored("b", "", "U", true, List.of("p*")));
        assertThat(bench.ended()).isFalse();
        bench.tell(new SchedulerEvent.PlanClosed("b", ""));
        assertThat(bench.end().status()).isEqualTo(BuildStatus.GREEN);
    }

    @Test
    void aLeaseThatHasEndedIsNotTakenUpAgainWhateverItsWorkerMissed() {
        bench.planned("b", unit("U", 100, "t1")).worker("w", 1);
        GrantedLease killed = bench.lease("U");
        bench.close(killed, LeaseEnding.RUNNER_KILLED);
        for (int i = 0; i < 2; i++) {
            bench.worker("w", 1, bench.claim(killed, 0));
            assertThat(bench.last(Decision.Keep.class).get(0).leaseIds()).isEmpty();
            bench.close(killed, LeaseEnding.RUNNER_KILLED);
        }
        assertThat(bench.all(Decision.GiveUp.class)).isEmpty();
        bench.pass(bench.lease("U"), "t1");
        assertThat(bench.end().status()).isEqualTo(BuildStatus.GREEN);
    }

    @Test
    void aNewResultBetweenLossesBeginsTheirCountAnew() {
        bench.planned("b", unit("U", 30, "t1", "t2"));
        int most = SchedulerConfig.DEFAULT.limits().losses();
        for (int i = 0; i < 2 * most - 2; i++) {
            bench.worker("w" + i, 1);
            if (i == most - 1) {
                bench.result(bench.lease("U"), "t1", Outcome.PASSED);
            }
            bench.pass(15_000);
        }
        assertThat(bench.all(Decision.GiveUp.class)).isEmpty();
    }

    @Test
    void aClaimUnderAnotherAttemptNumberIsDropped() {
        bench.planned("b", unit("U", 100, "t1"));
        bench.tell(recorded("U", "t1", 1, Outcome.FAILED));
        bench.worker("w", 1, new LeaseClaim(5, "b", "", "U", 0, 1, List.of()));
        assertThat(bench.all(Decision.Keep.class).get(0).leaseIds()).isEmpty();
    }

    @Test
    void aClaimForSomeTestsOfAUnitLeavesTheOthersToAnotherLease() {
        bench.planned("b", unit("U", 100, "t1", "t2"));
        bench.worker("w", 1, new LeaseClaim(5, "b", "", "U", 0, 1, List.of("t2")));
        bench.tell(new SchedulerEvent.AttemptRecorded("b", "", "U", "t2", "", 5, 1, Outcome.PASSED, false));
        bench.tell(new SchedulerEvent.LeaseClosed("w", 5, LeaseEnding.DONE, "", 9, 0, false, List.of()));
        assertThat(bench.lease("U").leaves())
                .extracting(Decision.Leaf::uniqueId)
                .containsExactly("t1");
    }

    private static SchedulerEvent.AttemptRecorded recorded(String unit, String test, int number, Outcome outcome) {
        return new SchedulerEvent.AttemptRecorded("b", "", unit, test, "", 0, number, outcome, false);
    }
}
