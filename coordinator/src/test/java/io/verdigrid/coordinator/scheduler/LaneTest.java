package io.verdigrid.coordinator.scheduler;

import static io.verdigrid.coordinator.scheduler.Bench.unit;
import static org.assertj.core.api.Assertions.assertThat;

import io.verdigrid.coordinator.model.BuildSettings;
import io.verdigrid.coordinator.model.Lane;
import io.verdigrid.coordinator.model.LeaseEnding;
import io.verdigrid.coordinator.model.Outcome;
import io.verdigrid.coordinator.scheduler.Decision.GrantedLease;
import io.verdigrid.coordinator.scheduler.SchedulerEvent.BuildAdded;
import io.verdigrid.coordinator.scheduler.SchedulerEvent.UnitPlan;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Builds of a higher lane get slots first; a hunt gives its slots back. */
final class LaneTest {
    private final Bench bench = new Bench();

    private Bench planned(Lane lane, String buildId, UnitPlan... units) {
        return bench.planned(buildId, BuildSettings.DEFAULT.in(lane), units);
    }

    /** Units that no other joins in a grant. */
    private static UnitPlan[] units(String prefix, int count) {
        UnitPlan[] units = new UnitPlan[count];
        for (int i = 0; i < count; i++) {
            units[i] = unit(prefix + i, 9_000, prefix + i + ".t");
        }
        return units;
    }

    private void finish(String unitId) {
        bench.pass(bench.lease(unitId), unitId + ".t");
    }

    private List<String> revokedFrom() {
        return bench.all(Decision.Revoke.class).stream()
                .map(Decision.Revoke::workerId)
                .distinct()
                .toList();
    }

    @Test
    void aFreeSlotGoesToTheHighestLaneThatWaits() {
        planned(Lane.HUNT, "hunt", units("S", 1));
        planned(Lane.HYPOTHESIS, "idea", units("H", 2));
        planned(Lane.MAIN, "main", units("M", 2));
        bench.worker("w", 1);
        assertThat(bench.grantedUnits()).containsExactly("M0");
        finish("M0");
        assertThat(bench.grantedUnits()).containsExactly("M1");
        finish("M1");
        assertThat(bench.grantedUnits()).containsExactly("H0");
        finish("H0");
        assertThat(bench.grantedUnits()).containsExactly("H1");
        finish("H1");
        assertThat(bench.grantedUnits()).containsExactly("S0");
    }

    @Test
    void aHuntRunsOnWhatIsLeftOver() {
        planned(Lane.MAIN, "main", units("M", 1)).worker("v", 1).worker("w", 1);
        planned(Lane.HUNT, "hunt", units("S", 2));
        assertThat(bench.grantedUnits()).containsExactly("S0");
        assertThat(bench.all(Decision.Revoke.class)).isEmpty();
    }

    @Test
    void aHuntLosesItsSlotAtOnceAndGoesOnWithWhatIsLeft() {
        planned(Lane.HUNT, "hunt", unit("S", 9_000, "s1", "s2")).worker("w", 1);
        GrantedLease hunting = bench.lease("S");
        bench.result(hunting, "s1", Outcome.PASSED);
        planned(Lane.MAIN, "main", units("M", 1));
        assertThat(bench.all(Decision.Revoke.class)).singleElement().satisfies(revoke -> {
            assertThat(revoke.leaseId()).isEqualTo(hunting.leaseId());
            assertThat(revoke.reason()).isEqualTo("build main needs the slot");
        });
        bench.close(hunting, LeaseEnding.HANDED_BACK);
        finish("M0");
        GrantedLease rest = bench.lease("S");
        assertThat(rest.leaves()).extracting(Decision.Leaf::uniqueId).containsExactly("s2");
        bench.pass(rest, "s2");
        assertThat(bench.all(Decision.EndBuild.class)).hasSize(2);
    }

    @Test
    void aHuntLosesNoMoreSlotsThanTheOtherCanUse() {
        planned(Lane.HUNT, "hunt", units("S", 12));
        bench.worker("u", 1).worker("v", 1).worker("w", 1);
        bench.tell(added("main", Lane.MAIN, List.of()));
        assertThat(revokedFrom()).hasSize(1);
        bench.pass(2_000, "u", "v", "w");
        assertThat(revokedFrom()).hasSize(1);
    }

    @Test
    void aHuntKeepsASlotThatNobodyElseCanUse() {
        planned(Lane.HUNT, "hunt", units("S", 1));
        bench.worker("w", Map.of("os", "linux"));
        bench.tell(added("main", Lane.MAIN, List.of("os=windows")));
        bench.pass(2_000, "w");
        assertThat(bench.all(Decision.Revoke.class)).isEmpty();
    }

    @Test
    void aHuntKeepsASlotOnWhichARetestMayNotRun() {
        planned(Lane.MAIN, "main", units("M", 2)).worker("v", 1).worker("w", 1);
        planned(Lane.HUNT, "hunt", units("S", 1));
        bench.run(bench.lease("M0"), List.of("M0.t"), Map.of("M0.t", Outcome.FAILED));
        assertThat(bench.grantedUnits()).containsExactly("S0");
        bench.pass(2_000, "v", "w");
        assertThat(bench.all(Decision.Revoke.class)).isEmpty();
        finish("M1");
        assertThat(bench.grantedUnits()).containsExactly("M0");
    }

    @Test
    void whatRunsForAHypothesisIsLeftToItsEndAndWhatWaitsThereIsTakenBack() {
        planned(Lane.HYPOTHESIS, "idea", shortUnits("H", 40)).worker("w", 1);
        List<GrantedLease> batch = bench.all(Decision.Grant.class).stream()
                .flatMap(grant -> grant.leases().stream())
                .toList();
        assertThat(batch.size()).isGreaterThan(2);
        bench.tell(added("main", Lane.MAIN, List.of()));
        List<Long> revoked = bench.last(Decision.Revoke.class).stream()
                .map(Decision.Revoke::leaseId)
                .toList();
        assertThat(revoked)
                .containsExactlyElementsOf(batch.subList(1, batch.size()).stream()
                        .map(GrantedLease::leaseId)
                        .toList());
    }

    @Test
    void whatWaitsInTheMainLaneIsNotTakenBackForAHypothesis() {
        planned(Lane.MAIN, "main", shortUnits("M", 40)).worker("w", 1);
        bench.tell(added("idea", Lane.HYPOTHESIS, List.of()));
        bench.pass(2_000, "w");
        assertThat(bench.all(Decision.Revoke.class)).isEmpty();
    }

    private static UnitPlan[] shortUnits(String prefix, int count) {
        UnitPlan[] units = new UnitPlan[count];
        for (int i = 0; i < count; i++) {
            units[i] = unit(prefix + i, 1_000, prefix + i + ".t");
        }
        return units;
    }

    private BuildAdded added(String buildId, Lane lane, List<String> requirements) {
        return new BuildAdded(buildId, List.of(""), BuildSettings.DEFAULT.in(lane), requirements, bench.now(), 0);
    }

    private int wanted(Lane lane, String labels) {
        return bench.scheduler().load().wanted().stream()
                .filter(wanted -> wanted.lane() == lane && wanted.labels().equals(labels))
                .mapToInt(SlotsWanted::slots)
                .sum();
    }

    @Test
    void aLaneWithoutBuildsWantsNoSlots() {
        assertThat(bench.scheduler().load().wanted())
                .containsExactly(
                        new SlotsWanted(Lane.MAIN, "", 0),
                        new SlotsWanted(Lane.HYPOTHESIS, "", 0),
                        new SlotsWanted(Lane.HUNT, "", 0));
    }

    @Test
    void aBuildWantsASlotForItsDiscoveryAndThenOneForEachTenSecondsOfShortUnits() {
        bench.tell(added("idea", Lane.HYPOTHESIS, List.of("os=linux", "db")));
        assertThat(wanted(Lane.HYPOTHESIS, "db,os=linux")).isEqualTo(1);
        bench.planned("main", shortUnits("M", 45));
        assertThat(wanted(Lane.MAIN, "")).isEqualTo(5);
        bench.worker("w", 1);
        assertThat(wanted(Lane.MAIN, "")).as("with the one that it holds").isEqualTo(5);
    }

    @Test
    void aLongClassWantsASlotForEachPartAndOneThatIsNeverSplitWantsOne() {
        bench.planned("main", unit("U", 45_000, "t1", "t2", "t3", "t4", "t5"), unit("V", 900_000, "v"));
        assertThat(wanted(Lane.MAIN, "")).isEqualTo(4 + 1);
    }

    @Test
    void manyTinyUnitsWantOneSlot() {
        UnitPlan[] tiny = new UnitPlan[500];
        for (int i = 0; i < tiny.length; i++) {
            tiny[i] = unit("U" + i, 5, "t" + i);
        }
        bench.planned("main", tiny);
        assertThat(wanted(Lane.MAIN, "")).isEqualTo(1);
    }
}
