package io.verdigrid.coordinator.scheduler;

import static io.verdigrid.coordinator.scheduler.Bench.beside;
import static io.verdigrid.coordinator.scheduler.Bench.locking;
import static io.verdigrid.coordinator.scheduler.Bench.unit;
import static org.assertj.core.api.Assertions.assertThat;

import io.verdigrid.coordinator.model.BuildSettings;
import io.verdigrid.coordinator.model.BuildStatus;
import io.verdigrid.coordinator.model.Lane;
import io.verdigrid.coordinator.model.LeaseEnding;
import io.verdigrid.coordinator.model.Neighbours;
import io.verdigrid.coordinator.model.Outcome;
import io.verdigrid.coordinator.model.ResourceLock;
import io.verdigrid.coordinator.scheduler.Decision.GrantedLease;
import io.verdigrid.coordinator.scheduler.SchedulerEvent.UnitPlan;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What may run beside what, over all workers. */
final class LockTest {
    private static final ResourceLock WRITE = new ResourceLock("db", false);
    private static final ResourceLock READ = new ResourceLock("db", true);
    private static final Neighbours ALONE = new Neighbours(true, false, List.of());

    private Bench bench = new Bench();

    private static UnitPlan nine(String unitId, ResourceLock... locks) {
        return locking(unit(unitId, 9_000, unitId + ".t"), locks);
    }

    private Bench two(UnitPlan... units) {
        return bench.planned("b", units).worker("v", 1).worker("w", 1);
    }

    private Bench finish(String unitId) {
        return bench.pass(bench.lease(unitId), unitId + ".t");
    }

    private List<String> granted() {
        return bench.all(Decision.Grant.class).stream()
                .flatMap(grant -> grant.leases().stream())
                .map(GrantedLease::unitId)
                .filter(unitId -> !unitId.isEmpty())
                .toList();
    }

    @Test
    void twoThatWriteRunOneAfterTheOther() {
        two(nine("A", WRITE), nine("B", WRITE));
        assertThat(granted()).containsExactly("A");
        finish("A");
        assertThat(bench.grantedUnits()).containsExactly("B");
        finish("B");
        assertThat(bench.end().status()).isEqualTo(BuildStatus.GREEN);
    }

    @Test
    void thoseThatOnlyReadRunTogether() {
        two(nine("A", READ), nine("B", READ));
        assertThat(granted()).containsExactly("A", "B");
    }

    @Test
    void whatIsLockedKeepsNobodyElseWaiting() {
        two(nine("A", WRITE), nine("B", WRITE), nine("C"));
        assertThat(granted()).containsExactly("A", "C");
    }

    @Test
    void theLongestChainBeginsFirstWhateverElseIsLonger() {
        bench.planned("b", unit("LONG", 9_500, "t"), nine("A", WRITE), nine("B", WRITE))
                .worker("w", 1);
        assertThat(granted()).first().isEqualTo("A");
    }

    @Test
    void theLongestChainBeginsFirstWhicheverModuleItIsOf() {
        bench.build("b", "m1", "m2").plan("b", "m1", unit("LONG", 9_500, "t"));
        bench.plan("b", "m2", nine("A", WRITE), nine("B", WRITE)).worker("w", 1);
        assertThat(granted()).first().isEqualTo("A");
    }

    /** What may have to be split waits as long as nobody knows how many slots there will be. */
    @Test
    void whatIsTooLongNowWaitsForOtherModules() {
        bench.build("b", "m1", "m2").plan("b", "m1", unit("LONG", 90_000, "t1", "t2"));
        bench.plan("b", "m2", nine("A")).pass(1_000).worker("w", 1);
        assertThat(granted()).first().isEqualTo("A");
    }

    @Test
    void whoReadsDoesNotKeepWhoWritesWaitingForEver() {
        bench.planned("b", nine("R1", READ), nine("R2", READ), locking(unit("W", 30_000, "W.t"), WRITE));
        bench.worker("u", 1);
        assertThat(granted()).containsExactly("W");
        bench.worker("v", 1);
        finish("W");
        assertThat(granted()).containsExactly("W", "R1", "R2");
    }

    @Test
    void aWaitingWriterIsNotOvertakenByReaders() {
        bench.planned("b", nine("R1", READ), nine("R2", READ), nine("R3", READ), nine("W", WRITE));
        bench.worker("v", 1).worker("w", 1);
        assertThat(granted()).containsExactly("R1", "R2");
        finish("R1");
        assertThat(bench.grantedUnits())
                .as("as much work writes as still reads")
                .isEmpty();
        finish("R2");
        assertThat(bench.grantedUnits()).containsExactly("W");
        finish("W");
        assertThat(bench.grantedUnits()).containsExactly("R3");
    }

    @Test
    void aCountedResourceIsHeldByAsManyAsItHasLicences() {
        bench = new Bench(SchedulerConfig.DEFAULT.with(Map.of("db", 2)), 1);
        bench.planned("b", nine("A", WRITE), nine("B", WRITE), nine("C", READ));
        bench.worker("u", 1).worker("v", 1).worker("w", 1);
        assertThat(granted()).hasSize(2);
        finish("A");
        assertThat(granted()).hasSize(3);
    }

    @Test
    void whatEachJvmHasForItselfIsNotLockedOnTheGrid() {
        ResourceLock properties = new ResourceLock("java.lang.System.properties", false);
        two(nine("A", properties), nine("B", properties));
        assertThat(granted()).containsExactly("A", "B");
    }

    @Test
    void aResourceIsTheWholeGrids() {
        bench.planned("b", nine("A", WRITE));
        bench.planned("c", nine("B", WRITE), nine("C"));
        bench.worker("v", 1).worker("w", 1);
        assertThat(granted()).containsExactly("A", "C");
    }

    @Test
    void aRetestLocksToo() {
        two(nine("A", WRITE), nine("B", WRITE));
        bench.run(bench.lease("A"), List.of("A.t"), Map.of("A.t", Outcome.FAILED));
        assertThat(bench.grantedUnits()).as("one of the two").hasSize(1);
    }

    @Test
    void aClassThatNeedsAResourceForItselfIsNotSplit() {
        String[] tests = {"t1", "t2", "t3", "t4", "t5", "t6", "t7", "t8"};
        two(locking(unit("U", 80_000, tests), WRITE));
        assertThat(granted()).containsExactly("U");
        bench = new Bench();
        two(locking(unit("U", 80_000, tests), READ));
        assertThat(granted()).containsExactly("U", "U");
        bench = new Bench();
        two(beside(unit("U", 80_000, tests), new Neighbours(false, true, List.of())));
        assertThat(granted()).as("same thread").containsExactly("U");
    }

    @Test
    void anIsolatedClassRunsWhenAllElseOfItsBuildIsDoneAndAlone() {
        two(beside(nine("I"), ALONE), beside(nine("J"), ALONE), nine("A"), nine("B"));
        assertThat(granted()).containsExactly("A", "B");
        finish("A");
        assertThat(bench.grantedUnits()).isEmpty();
        finish("B");
        assertThat(bench.grantedUnits()).containsExactly("I");
        finish("I");
        assertThat(bench.grantedUnits()).containsExactly("J");
        finish("J");
        assertThat(bench.end().status()).isEqualTo(BuildStatus.GREEN);
    }

    @Test
    void anIsolatedClassThatLocksDoesNotKeepOthersFromWhatItLocks() {
        Neighbours both = new Neighbours(true, false, List.of(WRITE));
        two(beside(unit("I", 30_000, "I.t"), both), nine("A", WRITE), nine("B", WRITE));
        assertThat(granted()).containsExactly("A");
        finish("A");
        finish("B");
        assertThat(bench.grantedUnits()).containsExactly("I");
    }

    @Test
    void anIsolatedClassWaitsForRetestsOfOthers() {
        two(beside(nine("I"), ALONE), nine("A"));
        bench.run(bench.lease("A"), List.of("A.t"), Map.of("A.t", Outcome.FAILED));
        assertThat(bench.grantedUnits()).containsExactly("A");
        finish("A");
        assertThat(bench.grantedUnits()).containsExactly("I");
    }

    /** It may be cut off, and at work. */
    @Test
    void anIsolatedClassWaitsForWhatALostWorkerMayStillRun() {
        two(beside(nine("I"), ALONE), nine("A"));
        String other = bench.holder(bench.lease("A")).equals("v") ? "w" : "v";
        bench.pass(20_000, other);
        finish("A");
        assertThat(granted()).containsExactly("A", "A");
        bench.pass(60_000, other);
        assertThat(granted()).containsExactly("A", "A", "I");
    }

    @Test
    void aLostWorkerThatGoesOnDoesNotJoinWhatIsAlone() {
        bench.build("b", "m1", "m2").worker("v", 1);
        bench.plan("b", "m1", nine("A"), nine("B"), beside(nine("I"), ALONE));
        bench.plan("b", "m2", beside(unit("J", 8_000, "J.t"), ALONE)).worker("w", 1);
        bench.close(bench.lease("B"), LeaseEnding.NOT_ABLE);
        finish("A");
        finish("B");
        bench.pass(90_000, "w");
        assertThat(granted()).containsExactly("A", "B", "B", "I", "J");
        bench.worker("v", 1, bench.claim(bench.lease("I"), 0));
        assertThat(bench.last(Decision.Keep.class).get(0).leaseIds()).isEmpty();
    }

    @Test
    void aWorkerThatIsCutOffKeepsItsLocksForAMinute() {
        two(nine("A", WRITE), nine("B", WRITE));
        String other = bench.holder(bench.lease("A")).equals("v") ? "w" : "v";
        bench.pass(70_000, other);
        assertThat(granted()).as("lost after 15 s").containsExactly("A");
        bench.pass(10_000, other);
        assertThat(granted()).hasSize(2);
    }

    @Test
    void aWorkerThatComesBackWithoutTheLeaseGivesItsLocksBack() {
        two(nine("A", WRITE), nine("B", WRITE));
        String holder = bench.holder(bench.lease("A"));
        bench.pass(20_000, holder.equals("v") ? "w" : "v");
        assertThat(granted()).containsExactly("A");
        bench.worker(holder, 1);
        assertThat(granted()).hasSize(2);
    }

    @Test
    void aWorkerThatComesBackWithTheLeaseGoesOnWithIt() {
        two(nine("A", WRITE), nine("B", WRITE));
        GrantedLease lease = bench.lease("A");
        String holder = bench.holder(lease);
        bench.pass(20_000, holder.equals("v") ? "w" : "v");
        bench.worker(holder, 1, bench.claim(lease, 0));
        assertThat(bench.last(Decision.Keep.class).get(0).leaseIds()).containsExactly(lease.leaseId());
        bench.pass(90_000, "v", "w");
        assertThat(granted()).containsExactly("A");
        finish("A");
        assertThat(granted()).containsExactly("A", "B");
    }

    @Test
    void theLocksOfABuildThatIsCancelledAreHeldUntilItsRunnersAreDead() {
        two(nine("A", WRITE));
        bench.planned("c", nine("B", WRITE));
        bench.tell(new SchedulerEvent.CancelRequested("b", "enough"));
        assertThat(granted()).containsExactly("A");
        bench.pass(6_000, "v", "w");
        assertThat(granted()).containsExactly("A", "B");
    }

    @Test
    void theLocksOfACancelledBuildAreHeldForAMinuteIfItsWorkerCannotBeTold() {
        two(nine("A", WRITE));
        bench.tell(new SchedulerEvent.WorkerDisconnected(bench.holder(bench.lease("A"))));
        bench.planned("c", nine("B", WRITE));
        bench.tell(new SchedulerEvent.CancelRequested("b", "enough"));
        bench.pass(59_000, "v", "w");
        assertThat(granted()).containsExactly("A");
        bench.pass(2_000, "v", "w");
        assertThat(granted()).containsExactly("A", "B");
    }

    @Test
    void aLossThatEndsTheBuildShortensNoDoubt() {
        SchedulerConfig once = new SchedulerConfig(
                15_000,
                5_000,
                SchedulerConfig.DEFAULT.sharing(),
                new SchedulerConfig.Limits(1, 2, 3, 50),
                SchedulerConfig.DEFAULT.resources());
        bench = new Bench(once, 1);
        bench.build("b", "m1", "m2").worker("v", 2).plan("b", "m2", nine("A", WRITE));
        assertThat(granted()).containsExactly("A");
        bench.worker("w", 1).planned("c", nine("B", WRITE));
        bench.pass(40_000, "w");
        assertThat(bench.end().reason()).startsWith("discovery of module m1 lost its worker");
        assertThat(granted()).containsExactly("A");
        bench.pass(40_000, "w");
        assertThat(granted()).containsExactly("A", "B");
    }

    @Test
    void aWorkerThatComesBackWithFewerSlotsKeepsTheLocksOfWhatItEnds() {
        bench.planned("b", nine("C")).worker("v", 2).planned("c", nine("A", WRITE));
        bench.worker("w", 1);
        bench.worker("v", 1, bench.claim(bench.lease("C"), 0), bench.claim(bench.lease("A"), 1));
        bench.pass(4_000, "v", "w");
        assertThat(granted()).containsExactly("C", "A");
        bench.pass(2_000, "v", "w");
        assertThat(granted()).containsExactly("C", "A", "A");
    }

    @Test
    void afterARestartNothingIsLockedBeforeAllHadTimeToSayWhatTheyHold() {
        UnitPlan[] units = {nine("A", WRITE), nine("B", WRITE)};
        two(units);
        GrantedLease lease = bench.lease("A");
        Bench second = new Bench(2);
        second.tell(new SchedulerEvent.BuildAdded(
                "b", List.of(""), BuildSettings.DEFAULT, List.of(), second.now(), second.now() + 10_000));
        second.plan("b", "", units);
        second.planned("other", nine("C", WRITE));
        second.worker("w", 1);
        second.pass(20_000, "w");
        assertThat(second.all(Decision.Grant.class)).isEmpty();
        second.worker("v", 1, bench.claim(lease, 0));
        second.pass(20_000, "v", "w");
        assertThat(second.all(Decision.Grant.class)).as("A was claimed").isEmpty();
    }

    @Test
    void aWaitingWriterIsNotOvertakenByReadersOfAnotherBuild() {
        bench.planned("readers", nine("R1", READ), nine("R2", READ), nine("R3", READ), nine("R4", READ));
        bench.worker("v", 1).worker("w", 1).worker("x", 1);
        assertThat(granted()).containsExactly("R1", "R2", "R3");
        bench.planned("b", nine("W", WRITE));
        finish("R1");
        assertThat(bench.grantedUnits()).as("the writer waits").isEmpty();
        finish("R2");
        finish("R3");
        assertThat(bench.grantedUnits()).containsExactly("W");
        finish("W");
        assertThat(bench.grantedUnits()).containsExactly("R4");
    }

    /** There is no worker for it, so nobody is to wait for it. */
    @Test
    void whatWaitsButCannotRunKeepsNothingFromOthers() {
        bench.planned("readers", nine("R1", READ), nine("R2", READ)).worker("w", 1);
        bench.build("b", BuildSettings.DEFAULT, List.of("gpu"), "");
        bench.plan("b", "", nine("W", WRITE));
        finish("R1");
        assertThat(bench.grantedUnits()).containsExactly("R2");
    }

    @Test
    void aHuntGivesUpWhatItLocksForWhoWaitsForIt() {
        bench.planned("hunt", BuildSettings.DEFAULT.in(Lane.HUNT), nine("S", WRITE));
        bench.worker("v", 1).worker("w", 1);
        assertThat(granted()).containsExactly("S");
        bench.planned("b", nine("A", WRITE));
        assertThat(bench.all(Decision.Revoke.class))
                .singleElement()
                .satisfies(revoke -> assertThat(revoke.reason()).isEqualTo("build b needs what it locks"));
        bench.close(bench.lease("S"), LeaseEnding.HANDED_BACK);
        assertThat(granted()).containsExactly("S", "A");
    }

    @Test
    void aHuntKeepsWhatItLocksFromWhatCannotRunAnyway() {
        bench.planned("hunt", BuildSettings.DEFAULT.in(Lane.HUNT), nine("S", WRITE));
        bench.worker("w", 1);
        bench.build("b", BuildSettings.DEFAULT, List.of("gpu"), "");
        bench.plan("b", "", nine("A", WRITE));
        bench.pass(5_000, "w");
        assertThat(granted()).containsExactly("S");
        assertThat(bench.all(Decision.Revoke.class)).isEmpty();
    }

    @Test
    void aHuntSharesWhatOthersShare() {
        bench.planned("hunt", BuildSettings.DEFAULT.in(Lane.HUNT), nine("S", READ));
        bench.worker("v", 1).worker("w", 1);
        bench.planned("b", nine("A", READ), nine("B", READ)).pass(5_000, "v", "w");
        assertThat(granted()).containsExactly("S", "A");
        assertThat(bench.all(Decision.Revoke.class))
                .as("it is the slot that is needed")
                .allSatisfy(revoke -> assertThat(revoke.reason()).isEqualTo("build b needs the slot"));
    }

    @Test
    void aChainThatIsAtWorkTakesNoBatchesFromAnotherBuild() {
        UnitPlan[] units = new UnitPlan[100];
        for (int i = 0; i < units.length; i++) {
            units[i] = unit("U" + (100 + i), 2_000, "t" + i);
        }
        bench.planned("b", units).worker("u", 1).worker("v", 1).worker("w", 1);
        BuildState other =
                Objects.requireNonNull(bench.scheduler().grid().builds.get("b"));
        assertThat(other.deep).hasSize(3);
        bench.planned("c", nine("A", WRITE), nine("B", WRITE));
        handBack();
        bench.close(bench.head("u"), LeaseEnding.DONE);
        assertThat(bench.grantedUnits()).containsExactly("A");
        int revoked = handBack();
        bench.pass(5_000, "u", "v", "w");
        assertThat(bench.all(Decision.Revoke.class)).as("B can use no slot").hasSize(revoked);
        for (int i = 0; i < 6; i++) {
            bench.close(bench.head("v"), LeaseEnding.DONE);
        }
        assertThat(other.deep).hasSize(2);
    }

    /** What was revoked; gives how much that is by now. */
    private int handBack() {
        List<Decision.Revoke> revoked = bench.all(Decision.Revoke.class);
        revoked.forEach(revoke -> bench.close(bench.granted(revoke.leaseId()), LeaseEnding.HANDED_BACK));
        return revoked.size();
    }
}
