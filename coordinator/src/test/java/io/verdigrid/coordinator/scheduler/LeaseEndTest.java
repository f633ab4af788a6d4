package io.verdigrid.coordinator.scheduler;

import static io.verdigrid.coordinator.scheduler.Bench.unit;
import static org.assertj.core.api.Assertions.assertThat;

import io.verdigrid.coordinator.model.BuildStatus;
import io.verdigrid.coordinator.model.LeaseEnding;
import io.verdigrid.coordinator.model.Neighbours;
import io.verdigrid.coordinator.model.Outcome;
import io.verdigrid.coordinator.scheduler.Decision.GrantedLease;
import io.verdigrid.coordinator.scheduler.SchedulerEvent.UnitPlan;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What follows when a lease ends, in each of its ways. */
final class LeaseEndTest {
    private final Bench bench = new Bench();

    @Test
    void aGreenUnitIsClosedAndTheBuildEndsGreen() {
        bench.planned("b", unit("U", 100, "t1", "t2")).worker("w", 1);
        bench.pass(bench.lease("U"), "t1", "t2");
        Decision.CloseUnit closed = bench.all(Decision.CloseUnit.class).get(0);
        assertThat(closed.unitId()).isEqualTo("U");
        assertThat(closed.slotTimeMs()).isEqualTo(100);
        assertThat(closed.vanished()).isEmpty();
        assertThat(bench.end().status()).isEqualTo(BuildStatus.GREEN);
        assertThat(bench.end().account().slowest()).singleElement().satisfies(time -> {
            assertThat(time.className()).isEqualTo("class U");
            assertThat(time.tests()).isEqualTo(2);
        });
    }

    @Test
    void aPlannedTestThatJUnitDidNotRunIsNamedAndMakesTheBuildAnError() {
        bench.planned("b", unit("U", 100, "t1", "t2", "t3")).worker("w", 1);
        bench.pass(bench.lease("U"), "t1");
        assertThat(bench.end().status()).isEqualTo(BuildStatus.ERROR);
        assertThat(bench.end().reason()).isEqualTo("2 tests were planned but never run, first t2");
    }

    @Test
    void testsWhoseIdsDifferFromJvmToJvmVanishForThoseThatCame() {
        bench.planned("b", unit("U", 100, "t1", "t@4af", "t@99c")).worker("w", 1);
        bench.pass(bench.lease("U"), "t1", "t@111", "t@222");
        assertThat(bench.all(Decision.CloseUnit.class).get(0).vanished()).containsExactly("t@4af", "t@99c");
        assertThat(bench.end().status()).isEqualTo(BuildStatus.GREEN);
    }

    @Test
    void fewerStrangersThanMissingTestsReplaceNothing() {
        bench.planned("b", unit("U", 100, "t1", "t2")).worker("w", 1);
        bench.pass(bench.lease("U"), "t@111");
        assertThat(bench.all(Decision.CloseUnit.class).get(0).vanished()).isEmpty();
        assertThat(bench.end().status()).isEqualTo(BuildStatus.ERROR);
    }

    @Test
    void aRunnerThatIsKilledFromOutsideIsStartedAgainAsOftenAsLossesAreBorne() {
        bench.planned("b", unit("U", 100, "t1")).worker("w", 1);
        for (int kill = 1; kill < SchedulerConfig.DEFAULT.limits().losses(); kill++) {
            bench.close(bench.lease("U"), LeaseEnding.RUNNER_KILLED);
        }
        assertThat(bench.all(Decision.GiveUp.class)).isEmpty();
        bench.close(bench.lease("U"), LeaseEnding.RUNNER_KILLED);
        assertThat(bench.all(Decision.GiveUp.class)).first().satisfies(given -> {
            assertThat(given.outcome()).isEqualTo(Outcome.CRASHED);
            assertThat(given.uniqueIds()).containsExactly("t1");
        });
    }

    @Test
    void afterFiveKillsFromOutsideTheNextIsChargedToTheTestThatRuns() {
        bench.planned("b", unit("U", 100, "t1", "t2")).worker("w", 1);
        for (int kill = 0; kill < 5; kill++) {
            assertThat(bench.lease("U").surroundings().chargeKill()).isFalse();
            bench.close(bench.lease("U"), LeaseEnding.RUNNER_KILLED);
        }
        GrantedLease charged = bench.lease("U");
        assertThat(charged.surroundings().chargeKill()).isTrue();
        bench.result(charged, "t1", Outcome.CRASHED).close(charged, LeaseEnding.RUNNER_DIED);
        assertThat(bench.lease("U").surroundings().chargeKill()).isFalse();
        assertThat(bench.lease("U").leaves())
                .extracting(Decision.Leaf::uniqueId)
                .containsExactly("t2");
    }

    @Test
    void aContainerIsSettledByItsEndAndItsTestsCount() {
        bench.planned("b", unit("U", 100, "p*")).worker("w", 1);
        GrantedLease lease = bench.lease("U");
        bench.result(lease, "p[1]", "p*", Outcome.PASSED);
        bench.result(lease, "p[2]", "p*", Outcome.PASSED);
        assertThat(bench.scheduler().progress("b", bench.now()).orElseThrow().done())
                .isEqualTo(2);
        bench.close(lease, LeaseEnding.DONE, "p*");
        assertThat(bench.all(Decision.CloseUnit.class).get(0).containersDone()).containsExactly("p*");
        assertThat(bench.end().status()).isEqualTo(BuildStatus.GREEN);
    }

    @Test
    void aContainerThatNeitherRanNorEndedIsNotRun() {
        bench.planned("b", unit("U", 100, "t", "p*")).worker("w", 1);
        bench.pass(bench.lease("U"), "t");
        assertThat(bench.end().reason()).isEqualTo("1 test was planned but never run, first p*");
    }

    @Test
    void whenTheRunnerDiesTheTestIsChargedAndTheRestGoesOn() {
        bench.planned("b", Bench.NO_RETEST, unit("U", 300, "t1", "t2", "t3", "p*"))
                .worker("w", 1);
        GrantedLease first = bench.lease("U");
        bench.result(first, "t1", Outcome.PASSED).result(first, "p[1]", "p*", Outcome.PASSED);
        bench.result(first, "t2", Outcome.CRASHED);
        bench.close(first, LeaseEnding.RUNNER_DIED);
        GrantedLease rest = bench.lease("U");
        assertThat(rest.leaseId()).isNotEqualTo(first.leaseId());
        assertThat(rest.attempt()).isEqualTo(1);
        assertThat(rest.leaves())
                .containsExactly(new Decision.Leaf("t3", "", List.of()), new Decision.Leaf("p*", "", List.of("p[1]")));
        bench.result(rest, "t3", Outcome.PASSED);
        bench.close(rest, LeaseEnding.DONE, "p*");
        assertThat(bench.end().status()).isEqualTo(BuildStatus.RED);
    }

    @Test
    void aCrashIsRetestedAndCanTurnOutIntermittent() {
        bench.planned("b", unit("U", 300, "t1", "t2")).worker("w", 1);
        bench.result(bench.lease("U"), "t1", Outcome.CRASHED).close(bench.lease("U"), LeaseEnding.RUNNER_DIED);
        bench.pass(bench.lease("U"), "t2");
        assertThat(bench.lease("U").attempt()).isEqualTo(2);
        bench.pass(bench.lease("U"), "t1");
        assertThat(bench.end().status()).isEqualTo(BuildStatus.GREEN);
    }

    @Test
    void twoDeathsWithoutANewResultEndTheUnit() {
        bench.planned("b", unit("U", 300, "t1", "t2", "t3")).worker("w", 1);
        bench.result(bench.lease("U"), "t1", Outcome.PASSED).close(bench.lease("U"), LeaseEnding.RUNNER_DIED);
        bench.close(bench.lease("U"), LeaseEnding.RUNNER_DIED);
        assertThat(bench.ended()).isFalse();
        bench.close(bench.lease("U"), LeaseEnding.RUNNER_DIED);
        Decision.GiveUp given = bench.all(Decision.GiveUp.class).get(0);
        assertThat(given.uniqueIds()).containsExactly("t2", "t3");
        assertThat(given.outcome()).isEqualTo(Outcome.CRASHED);
        assertThat(given.reason()).contains("died 2 times").contains("because");
        assertThat(bench.end().status()).isEqualTo(BuildStatus.RED);
    }

    @Test
    void killsFromOutsideAreNotCountedWithDeaths() {
        bench.planned("b", unit("U", 300, "t1")).worker("w", 1);
        for (int i = 0; i < 4; i++) {
            bench.close(bench.lease("U"), LeaseEnding.RUNNER_KILLED);
        }
        bench.close(bench.lease("U"), LeaseEnding.RUNNER_DIED);
        assertThat(bench.all(Decision.GiveUp.class)).isEmpty();
        bench.pass(bench.lease("U"), "t1");
        assertThat(bench.end().status()).isEqualTo(BuildStatus.GREEN);
    }

    @Test
    void whatIsHandedBackCostsNothingHoweverOften() {
        bench.planned("b", unit("U", 300, "t1")).worker("w", 1);
        for (int i = 0; i < 20; i++) {
            bench.close(bench.lease("U"), LeaseEnding.HANDED_BACK);
        }
        assertThat(bench.lease("U").leaves()).isEmpty();
        bench.pass(bench.lease("U"), "t1");
        assertThat(bench.end().status()).isEqualTo(BuildStatus.GREEN);
    }

    @Test
    void aWorkerThatIsNotAbleIsSparedThatModule() {
        bench.planned("b", unit("U", 300, "t1")).worker("w1", 1);
        GrantedLease first = bench.lease("U");
        bench.worker("w2", 1).close(first, LeaseEnding.NOT_ABLE);
        assertThat(bench.holder(bench.lease("U"))).isEqualTo("w2");
        bench.close(bench.lease("U"), LeaseEnding.NOT_ABLE);
        assertThat(bench.end().status()).isEqualTo(BuildStatus.ERROR);
        assertThat(bench.end().reason()).contains("no worker is left").contains("w2 said: because");
    }

    @Test
    void anAbleWorkerThatWentIsWaitedForBeforeTheBuildEnds() {
        bench.planned("b", unit("A", 300, "a"), unit("B", 200, "b"))
                .worker("bad", 1)
                .worker("good", 1);
        bench.close(bench.lease("A"), LeaseEnding.NOT_ABLE);
        bench.tell(new SchedulerEvent.WorkerDisconnected("good")).pass(70_000, "bad");
        assertThat(bench.ended()).isFalse();
        bench.pass(6_000, "bad");
        assertThat(bench.end().status()).isEqualTo(BuildStatus.ERROR);
    }

    @Test
    void threeUnableWorkersEndTheBuild() {
        bench.planned("b", unit("U", 300, "t1"));
        for (String worker : List.of("w1", "w2", "w3", "w4")) {
            bench.worker(worker, 1);
        }
        for (int i = 0; i < 3; i++) {
            assertThat(bench.ended()).isFalse();
            bench.close(bench.lease("U"), LeaseEnding.NOT_ABLE);
        }
        assertThat(bench.end().status()).isEqualTo(BuildStatus.ERROR);
        assertThat(bench.end().reason()).contains("3 workers could not run");
    }

    @Test
    void badInputEndsTheBuildWithItsReason() {
        bench.build("b", "core", "web").worker("w", 2);
        bench.close(bench.lease(""), LeaseEnding.BAD_INPUT);
        assertThat(bench.end().status()).isEqualTo(BuildStatus.ERROR);
        assertThat(bench.end().reason()).isEqualTo("because");
        assertThat(bench.end().badInput()).isTrue();
        assertThat(bench.last(Decision.Revoke.class)).hasSize(1);
        assertThat(bench.scheduler().load().slotsBusy()).isZero();
    }

    @Test
    void aDiscoveryWhoseJvmDiesTwiceEndsTheBuild() {
        bench.build("b", "core").worker("w", 1);
        bench.close(bench.lease(""), LeaseEnding.RUNNER_DIED).close(bench.lease(""), LeaseEnding.RUNNER_DIED);
        assertThat(bench.end().status()).isEqualTo(BuildStatus.ERROR);
        assertThat(bench.end().reason()).isEqualTo("discovery of module core: its JVM died 2 times: because");
        assertThat(bench.end().badInput()).as("the grid's fault").isFalse();
    }

    @Test
    void aModuleWithoutTestsEndsNoBuildInWhichOthersHaveSome() {
        bench.build("b", "core", "web").worker("w", 1);
        nothingFound("core");
        bench.plan("b", "web", unit("U", 100, "t1"));
        bench.pass(bench.lease("U"), "t1");
        assertThat(bench.end().status()).isEqualTo(BuildStatus.GREEN);
    }

    @Test
    void aBuildOfWhichNoModuleHasTestsSaysWhereEachLooked() {
        bench.build("b", "core", "web").worker("w", 1);
        nothingFound("core");
        nothingFound("web");
        assertThat(bench.end().status()).isEqualTo(BuildStatus.ERROR);
        assertThat(bench.end().reason()).isEqualTo("module core: because; module web: because");
        assertThat(bench.end().badInput()).isTrue();
    }

    private void nothingFound(String module) {
        bench.close(bench.lease(""), LeaseEnding.NOTHING_FOUND);
        bench.tell(new SchedulerEvent.PlanClosed("b", module));
    }

    @Test
    void aPlanWithoutTestsIsAnError() {
        bench.build("b").worker("w", 1);
        bench.close(bench.lease(""), LeaseEnding.DONE).tell(new SchedulerEvent.PlanClosed("b", ""));
        assertThat(bench.end().status()).isEqualTo(BuildStatus.ERROR);
        assertThat(bench.end().reason()).isEqualTo("no tests were found");
    }

    @Test
    void cancelTakesEveryLeaseBackAndEndsTheBuild() {
        bench.planned("b", unit("A", 90_000, "a"), unit("B", 80_000, "b")).worker("w", 2);
        bench.tell(new SchedulerEvent.CancelRequested("b", "ann"));
        assertThat(bench.last(Decision.Revoke.class)).hasSize(2);
        assertThat(bench.end().status()).isEqualTo(BuildStatus.CANCELLED);
        assertThat(bench.end().reason()).isEqualTo("ann");
        bench.result(bench.lease("A"), "a", Outcome.FAILED).close(bench.lease("A"), LeaseEnding.HANDED_BACK);
        assertThat(bench.last(Decision.class)).isEmpty();
    }

    @Test
    void aPartialUnitNamesItsTests() {
        UnitPlan whole = unit("U", 100, "t1", "t2");
        bench.planned(
                        "b",
                        new UnitPlan(
                                "U",
                                "U",
                                new SchedulerEvent.Estimate(100, 0, true),
                                whole.leaves(),
                                true,
                                false,
                                Neighbours.ANY))
                .worker("w", 1);
        assertThat(bench.lease("U").leaves())
                .extracting(Decision.Leaf::uniqueId)
                .containsExactly("t1", "t2");
    }

    @Test
    void skippedAndAbortedTestsAreNoReasonToRetest() {
        bench.planned("b", unit("U", 300, "t1", "t2")).worker("w", 1);
        Map<String, Outcome> outcomes = Map.of("t1", Outcome.SKIPPED, "t2", Outcome.ABORTED);
        bench.run(bench.lease("U"), List.of("t1", "t2"), outcomes);
        assertThat(bench.end().status()).isEqualTo(BuildStatus.GREEN);
    }

    @Test
    void theAccountAddsUpWhatWasHeld() {
        bench.planned("b", unit("A", 4_000, "a"), unit("B", 3_000, "b")).worker("w", 2);
        bench.pass(4_000, "w");
        bench.pass(bench.lease("A"), "a").pass(bench.lease("B"), "b");
        assertThat(bench.end().account().makespanMs()).isEqualTo(4_000);
        assertThat(bench.end().account().slotTimeMs()).isEqualTo(7_000);
        assertThat(bench.end().account().lowerBoundMs()).isEqualTo(4_000);
        assertThat(bench.end().account().slots()).isEqualTo(2);
        assertThat(bench.end().account().units()).isEqualTo(2);
        assertThat(bench.end().account().unitsWithHistory()).isEqualTo(2);
    }
}
