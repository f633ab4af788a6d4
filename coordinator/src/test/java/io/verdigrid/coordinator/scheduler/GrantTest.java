package io.verdigrid.coordinator.scheduler;

import static io.verdigrid.coordinator.scheduler.Bench.unit;
import static org.assertj.core.api.Assertions.assertThat;

import io.verdigrid.coordinator.model.BuildSettings;
import io.verdigrid.coordinator.model.Isolation;
import io.verdigrid.coordinator.model.Lane;
import io.verdigrid.coordinator.model.LeaseEnding;
import io.verdigrid.coordinator.model.Neighbours;
import io.verdigrid.coordinator.model.Outcome;
import io.verdigrid.coordinator.scheduler.SchedulerEvent.UnitPlan;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who gets what, in which order, in which portions. */
final class GrantTest {
    private final Bench bench = new Bench();

    @Test
    void eachModuleIsDiscoveredOnceBeforeAnythingElse() {
        bench.build("b", "one", "two").worker("w", 1);
        assertThat(bench.lease("").module()).isEqualTo("one");
        bench.tell(new SchedulerEvent.PlanAdded("b", "one", List.of(unit("U", 90_000, "t"))));
        bench.close(bench.lease(""), LeaseEnding.DONE);
        assertThat(bench.lease("").module()).isEqualTo("two");
        bench.close(bench.lease(""), LeaseEnding.DONE);
        assertThat(bench.grantedUnits()).containsExactly("U");
    }

    @Test
    void aUnitStartsBeforeThePlanIsWhole() {
        bench.build("b").worker("w", 2);
        bench.tell(new SchedulerEvent.PlanAdded("b", "", List.of(unit("U", 100, "t"))));
        assertThat(bench.grantedUnits()).containsExactly("U");
        bench.pass(bench.lease("U"), "t");
        assertThat(bench.ended()).isFalse();
        bench.close(bench.lease(""), LeaseEnding.DONE);
        assertThat(bench.ended()).isFalse();
        bench.tell(new SchedulerEvent.PlanClosed("b", ""));
        assertThat(bench.ended()).isTrue();
    }

    @Test
    void theLongestEstimateGoesFirstAndTiesGoByUnitId() {
        bench.planned("b", unit("C", 20_000, "c"), unit("B", 20_000, "b"), unit("A", 30_000, "a"));
        bench.worker("w", 3);
        assertThat(bench.grantedUnits()).containsExactly("A", "B", "C");
    }

    @Test
    void aBatchHoldsAQuarterOfASlotsShare() {
        UnitPlan[] units = new UnitPlan[80];
        for (int i = 0; i < units.length; i++) {
            units[i] = unit("U" + (100 + i), 100, "t" + i);
        }
        bench.planned("b", units);
        bench.worker("w", 2);
        // 8 s remain for 2 slots: 1 s; then 7 s remain: 0.875 s.
        assertThat(bench.last(Decision.Grant.class))
                .extracting(grant -> grant.leases().size())
                .containsExactly(10, 8);
    }

    @Test
    void aBatchIsCappedInSeconds() {
        UnitPlan[] units = new UnitPlan[100];
        for (int i = 0; i < units.length; i++) {
            units[i] = unit("U" + (100 + i), 4_000, "t" + i);
        }
        bench.planned("b", units);
        bench.worker("w", 1);
        assertThat(bench.grantedUnits()).containsExactly("U100", "U101");
    }

    @Test
    void whatIsNotYetDoneOfABatchBlocksNoSecondGrant() {
        bench.worker("w", 1).planned("b", unit("A", 9_000, "a"), unit("B", 8_000, "b"));
        bench.pass(1_000, "w");
        assertThat(bench.grantedUnits()).isEmpty();
        bench.pass(bench.lease("A"), "a");
        assertThat(bench.grantedUnits()).containsExactly("B");
    }

    @Test
    void isolationByClassGivesEachLeaseItsOwnJvm() {
        BuildSettings isolated = new BuildSettings(1, Isolation.CLASS, Duration.ofMinutes(5), 1, Lane.MAIN);
        bench.planned("b", isolated, unit("A", 1, "a"), unit("B", 1, "b"));
        bench.worker("w", 1);
        assertThat(bench.grantedUnits()).containsExactly("A");
        assertThat(bench.lease("A").freshRunner()).isTrue();
    }

    @Test
    void aWarmRunnerGoesOnWithItsModuleWhereUnitsAreOfOneClass() {
        bench.build("b", "one", "two");
        bench.plan("b", "one", unit("A1", 50_000, "a1"), unit("A2", 40_000, "a2"), unit("A3", 10_000, "a3"));
        bench.plan("b", "two", unit("B1", 45_000, "b1"), unit("B2", 44_000, "b2"));
        bench.worker("w", 1);
        assertThat(bench.grantedUnits()).containsExactly("A1");
        bench.pass(bench.lease("A1"), "a1");
        assertThat(bench.grantedUnits()).containsExactly("A2");
        bench.pass(bench.lease("A2"), "a2");
        assertThat(bench.grantedUnits()).containsExactly("B1");
        bench.pass(bench.lease("B1"), "b1");
        assertThat(bench.grantedUnits()).containsExactly("B2");
    }

    @Test
    void buildsShareTheSlots() {
        bench.planned("b1", unit("A", 90_000, "a"), unit("B", 80_000, "b"), unit("C", 70_000, "c"));
        bench.planned("b2", unit("X", 20_000, "x"), unit("Y", 15_000, "y"));
        bench.worker("w", 4);
        assertThat(bench.grantedUnits()).containsExactly("A", "X", "B", "Y");
    }

    @Test
    void workSpreadsOverWorkersFirst() {
        bench.worker("w1", 2).worker("w2", 2).planned("b", unit("A", 90_000, "a"), unit("B", 80_000, "b"));
        assertThat(bench.holder(bench.lease("A"))).isNotEqualTo(bench.holder(bench.lease("B")));
    }

    @Test
    void aUnitGoesOnlyToAWorkerWithItsLabels() {
        bench.worker("plain", Map.of("os", "linux"));
        bench.build("b", BuildSettings.DEFAULT, List.of("os=linux", "db"));
        assertThat(bench.last(Decision.Grant.class)).isEmpty();
        assertThat(bench.last(Decision.Notify.class))
                .singleElement()
                .satisfies(said -> assertThat(said.text()).contains("os=linux, db"));
        assertThat(bench.pass(5_000, "plain").last(Decision.Notify.class)).isEmpty();
        bench.worker("able", Map.of("os", "linux", "db", "pg"));
        assertThat(bench.last(Decision.Grant.class))
                .extracting(Decision.Grant::workerId)
                .containsExactly("able");
        assertThat(bench.scheduler().progress("b", bench.now()).orElseThrow().slots())
                .isEqualTo(1);
    }

    @Test
    void aBuildWithoutAnyWorkerSaysSoAfterFiveSecondsAndWaits() {
        bench.planned("b", unit("U", 1, "t"));
        assertThat(bench.pass(4_000).last(Decision.Notify.class)).isEmpty();
        assertThat(bench.pass(2_000).last(Decision.Notify.class)).hasSize(1);
        assertThat(bench.pass(60_000).last(Decision.Notify.class)).isEmpty();
        bench.worker("w", 1);
        assertThat(bench.grantedUnits()).containsExactly("U");
    }

    @Test
    void aDrainingWorkerGetsNothing() {
        bench.worker("w", 1).planned("b", unit("A", 50_000, "a"), unit("B", 40_000, "b"));
        bench.tell(new SchedulerEvent.WorkerDraining("w"));
        bench.pass(bench.lease("A"), "a");
        assertThat(bench.last(Decision.Grant.class)).isEmpty();
        assertThat(bench.scheduler().workers().get(0).state()).isEqualTo(WorkerStatus.State.DRAINING);
    }

    @Test
    void guessedEstimatesAreCorrectedByWhatUnitsTake() {
        UnitPlan[] units = new UnitPlan[40];
        for (int i = 0; i < units.length; i++) {
            units[i] = new UnitPlan(
                    "U" + (100 + i),
                    "c",
                    new SchedulerEvent.Estimate(60_000, 0, false),
                    unit("", 1, "t" + i).leaves(),
                    false,
                    false,
                    Neighbours.ANY);
        }
        bench.planned("b", units);
        bench.worker("w", 1);
        assertThat(bench.grantedUnits()).containsExactly("U100");
        bench.result(bench.lease("U100"), "t0", Outcome.PASSED);
        bench.tell(new SchedulerEvent.LeaseClosed(
                "w", bench.lease("U100").leaseId(), LeaseEnding.DONE, "", 10, 0, false, List.of()));
        assertThat(bench.grantedUnits()).hasSizeGreaterThan(1);
    }

    @Test
    void leaseNumbersCarryTheEpoch() {
        Bench second = new Bench(7);
        second.planned("b", unit("U", 1, "t")).worker("w", 1);
        assertThat(second.lease("U").leaseId() >>> 32).isEqualTo(7);
    }

    @Test
    void leasesThatWaitBehindALongOneAreTakenBackForAnIdleSlot() {
        UnitPlan[] units = new UnitPlan[8];
        for (int i = 0; i < units.length; i++) {
            units[i] = unit("U" + i, 2_000, "t" + i);
        }
        bench.planned("b", units).worker("slow", 1);
        assertThat(bench.grantedUnits()).containsExactly("U0", "U1");
        bench.worker("fast", 1);
        for (int i = 2; i < units.length; i++) {
            bench.pass(bench.lease("U" + i), "t" + i);
        }
        assertThat(bench.last(Decision.Revoke.class))
                .extracting(Decision.Revoke::leaseId)
                .containsExactly(bench.lease("U1").leaseId());
        bench.close(bench.lease("U1"), LeaseEnding.HANDED_BACK);
        assertThat(bench.holder(bench.lease("U1"))).isEqualTo("fast");
    }

    @Test
    void aSlotWithOneShortLeaseGetsABatchToGoOnWith() {
        UnitPlan[] units = new UnitPlan[40];
        for (int i = 0; i < units.length; i++) {
            units[i] = unit("U" + (100 + i), 8_000, "t" + i);
        }
        bench.planned("b", units).worker("w", 1);
        assertThat(bench.grantedUnits()).containsExactly("U100", "U101");
        bench.pass(bench.lease("U100"), "t0");
        assertThat(bench.grantedUnits()).containsExactly("U102");
        bench.planned("b2", unit("X", 1_000, "x"));
        bench.pass(bench.lease("U101"), "t1");
        assertThat(bench.grantedUnits()).isEmpty();
    }

    @Test
    void batchesAheadGoBackWhenAnotherBuildWaits() {
        UnitPlan[] units = new UnitPlan[40];
        for (int i = 0; i < units.length; i++) {
            units[i] = unit("U" + (100 + i), 8_000, "t" + i);
        }
        bench.planned("b", units).worker("v", 1).worker("w", 1);
        assertThat(bench.all(Decision.Revoke.class)).isEmpty();
        bench.build("b2");
        assertThat(bench.last(Decision.Revoke.class))
                .singleElement()
                .satisfies(back -> assertThat(back.reason()).contains("another build"));
    }
}
