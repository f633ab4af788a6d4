package io.verdigrid.coordinator.scheduler;

import static io.verdigrid.coordinator.scheduler.Bench.beside;
import static io.verdigrid.coordinator.scheduler.Bench.unit;
import static org.assertj.core.api.Assertions.assertThat;

import io.verdigrid.coordinator.model.BuildStatus;
import io.verdigrid.coordinator.model.LeaseEnding;
import io.verdigrid.coordinator.model.Neighbours;
import io.verdigrid.coordinator.model.Outcome;
import io.verdigrid.coordinator.scheduler.Decision.GrantedLease;
import io.verdigrid.coordinator.scheduler.SchedulerEvent.UnitPlan;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A worker on which what passes elsewhere fails, or takes much longer, is put aside. */
final class SickWorkerTest {
    private static final long UNIT_MS = 9_000;

    private final Bench bench = new Bench();
    private final Set<Long> done = new LinkedHashSet<>();

    /** Whether a test fails. */
    private interface Rule {
        boolean fails(String worker, int test, int attempt);
    }

    private static UnitPlan[] units(int count) {
        UnitPlan[] units = new UnitPlan[count];
        for (int i = 0; i < count; i++) {
            units[i] = unit("U" + (100 + i), UNIT_MS, "t" + (100 + i));
        }
        return units;
    }

    private List<GrantedLease> open() {
        return bench.all(Decision.Grant.class).stream()
                .flatMap(grant -> grant.leases().stream())
                .filter(lease -> lease.unitId().startsWith("U") && !done.contains(lease.leaseId()))
                .toList();
    }

    /** Runs what is granted, oldest first, until nothing is; leases of {@code slow} take so many times as long. */
    private void runAll(Rule rule, String slow, int times) {
        while (!open().isEmpty()) {
            run(open().get(0), rule, slow, times);
        }
    }

    private void run(GrantedLease lease, Rule rule, String slow, int times) {
        done.add(lease.leaseId());
        boolean revoked =
                bench.all(Decision.Revoke.class).stream().anyMatch(revoke -> revoke.leaseId() == lease.leaseId());
        if (revoked) {
            bench.close(lease, LeaseEnding.HANDED_BACK, 0, 0);
        } else {
            String worker = bench.holder(lease);
            String number = lease.unitId().substring(1);
            boolean fails = rule.fails(worker, Integer.parseInt(number), lease.attempt());
            bench.result(lease, "t" + number, fails ? Outcome.FAILED : Outcome.PASSED);
            bench.close(lease, LeaseEnding.DONE, worker.equals(slow) ? UNIT_MS * times : UNIT_MS, 0);
        }
    }

    private void three(UnitPlan... units) {
        bench.planned("b", units).worker("u", 1).worker("v", 1).worker("w", 1);
    }

    private List<Decision.PutAside> putAside() {
        return bench.all(Decision.PutAside.class);
    }

    private WorkerStatus status(String worker) {
        return bench.scheduler().workers().stream()
                .filter(status -> status.workerId().equals(worker))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aWorkerOnWhichTestsFailThatPassElsewhereIsPutAside() {
        three(units(80));
        runAll((worker, test, attempt) -> worker.equals("w"), "", 1);
        assertThat(putAside()).singleElement().satisfies(aside -> {
            assertThat(aside.workerId()).isEqualTo("w");
            assertThat(aside.reason()).contains("tests that ran there failed and passed elsewhere");
        });
        assertThat(status("w").state()).isEqualTo(WorkerStatus.State.PUT_ASIDE);
        assertThat(status("w").asideFor()).isEqualTo(putAside().get(0).reason());
        assertThat(bench.all(Decision.Notify.class))
                .anySatisfy(note -> assertThat(note.text()).startsWith("worker w is put aside: "));
        assertThat(bench.end().status()).isEqualTo(BuildStatus.GREEN);
    }

    /** The first ten fail first wherever they run; the retests of some fail on the sick worker only. */
    @Test
    void whatFailedThereForTheLastTimeRunsOnceMoreElsewhere() {
        three(units(80));
        runAll((worker, test, attempt) -> worker.equals("w") || (attempt == 1 && test < 110), "", 1);
        assertThat(putAside()).hasSize(1);
        assertThat(bench.end().status()).isEqualTo(BuildStatus.GREEN);
    }

    @Test
    void aBuildThatIsBrokenMakesNobodySick() {
        three(units(80));
        runAll((worker, test, attempt) -> true, "", 1);
        assertThat(putAside()).isEmpty();
        assertThat(bench.end().status()).isEqualTo(BuildStatus.RED);
        assertThat(bench.all(Decision.Notify.class))
                .anySatisfy(note -> assertThat(note.text()).contains("that is the build, not the tests"));
    }

    /** A worker that fails at once gets through more tests than all others: half of the build is red before they say more. */
    @Test
    void oneWorkerThatFailsFastDoesNotMakeTheBuildABrokenOne() {
        bench.planned("b", units(200)).worker("v", 1).worker("w", 1);
        for (int i = 0; i < 60; i++) {
            open().stream()
                    .filter(lease -> bench.holder(lease).equals("w"))
                    .findFirst()
                    .ifPresent(lease -> {
                        done.add(lease.leaseId());
                        bench.result(lease, "t" + lease.unitId().substring(1), Outcome.FAILED);
                        bench.close(lease, LeaseEnding.DONE);
                    });
        }
        runAll((worker, test, attempt) -> worker.equals("w"), "", 1);
        assertThat(putAside()).hasSize(1);
        assertThat(bench.end().status()).isEqualTo(BuildStatus.GREEN);
    }

    @Test
    void testsThatFailNowAndThenMakeNobodySick() {
        three(units(120));
        runAll((worker, test, attempt) -> attempt == 1 && test % 3 == 0, "", 1);
        assertThat(putAside()).isEmpty();
        assertThat(bench.end().status()).isEqualTo(BuildStatus.GREEN);
    }

    @Test
    void fewFailuresAreNoEvidence() {
        three(units(80));
        int[] failed = {0};
        runAll((worker, test, attempt) -> worker.equals("w") && failed[0]++ < 4, "", 1);
        assertThat(putAside()).isEmpty();
    }

    @Test
    void aWorkerThatIsThreeTimesSlowIsOfUse() {
        three(units(80));
        runAll((worker, test, attempt) -> false, "w", 3);
        assertThat(putAside()).isEmpty();
    }

    @Test
    void aWorkerThatIsFortyTimesSlowIsPutAside() {
        three(units(80));
        runAll((worker, test, attempt) -> false, "w", 40);
        assertThat(putAside()).singleElement().satisfies(aside -> {
            assertThat(aside.workerId()).isEqualTo("w");
            assertThat(aside.reason()).matches("what runs there takes [0-9.]+ times as long as elsewhere .*");
        });
        assertThat(bench.end().status()).isEqualTo(BuildStatus.GREEN);
    }

    @Test
    void theLastWorkerOfABuildIsNeverPutAside() {
        three(units(60));
        bench.tell(new SchedulerEvent.WorkerDraining("u")).tell(new SchedulerEvent.WorkerDraining("v"));
        runAll((worker, test, attempt) -> worker.equals("w"), "", 1);
        assertThat(putAside()).isEmpty();
    }

    @Test
    void aWorkerThatReconnectsStaysAsideUntilItIsTakenBack() {
        three(units(80));
        runAll((worker, test, attempt) -> worker.equals("w"), "", 1);
        bench.worker("w", 1);
        assertThat(status("w").state()).isEqualTo(WorkerStatus.State.PUT_ASIDE);
        bench.tell(new SchedulerEvent.WorkerTakenBack("w"));
        assertThat(status("w").state()).isEqualTo(WorkerStatus.State.READY);
        assertThat(status("w").asideFor()).isEmpty();
        bench.planned("c", units(9));
        assertThat(bench.all(Decision.Grant.class))
                .filteredOn(grant -> grant.leases().get(0).buildId().equals("c"))
                .extracting(Decision.Grant::workerId)
                .contains("w");
    }

    /** Two of three cannot run one of the modules. */
    @Test
    void theLastWorkerThatCanRunAModuleIsNeverPutAside() {
        bench.build("b", "m1", "m2").worker("u", 1).worker("v", 1);
        UnitPlan[] some = new UnitPlan[20];
        for (int i = 0; i < some.length; i++) {
            some[i] = unit("U" + i, i < 2 ? 29_000 : 1_000, "t" + i);
        }
        bench.plan("b", "m2", some).plan("b", "m1", units(80));
        List<GrantedLease> unable = List.of(bench.lease("U0"), bench.lease("U1"));
        bench.worker("w", 1);
        unable.forEach(lease -> bench.close(lease, LeaseEnding.NOT_ABLE));
        runAll((worker, test, attempt) -> worker.equals("w"), "", 1);
        assertThat(putAside()).isEmpty();
    }

    @Test
    void whoIsAsideIsTakenBackWhenNobodyElseIsLeft() {
        three(units(80));
        bench.build("c", "late");
        runAll((worker, test, attempt) -> worker.equals("w"), "", 1);
        assertThat(putAside()).hasSize(1);
        bench.tell(new SchedulerEvent.WorkerDraining("u"));
        bench.pass(2_000, "u", "v", "w");
        assertThat(status("w").state()).isEqualTo(WorkerStatus.State.PUT_ASIDE);
        bench.tell(new SchedulerEvent.WorkerDraining("v"));
        bench.pass(1_000, "u", "v", "w");
        assertThat(status("w").state()).isEqualTo(WorkerStatus.State.READY);
        assertThat(bench.last(Decision.Notify.class))
                .anySatisfy(note -> assertThat(note.text())
                        .isEqualTo("worker w is taken back: nobody else is left that could run module late"));
    }

    /** One of four is a quarter of the grid. */
    @Test
    void whoIsAsideCountsWhileItIsDisconnected() {
        bench.worker("t", 1);
        three(units(80));
        runAll((worker, test, attempt) -> worker.equals("w"), "", 1);
        bench.tell(new SchedulerEvent.WorkerDisconnected("w"));
        bench.planned("c", units(80));
        runAll((worker, test, attempt) -> worker.equals("v"), "", 1);
        assertThat(putAside()).extracting(Decision.PutAside::workerId).containsExactly("w");
    }

    @Test
    void whoIsTakenBackWhileItIsLostGetsWorkWhenItIsHeardOf() {
        three(units(80));
        runAll((worker, test, attempt) -> worker.equals("w"), "", 1);
        bench.pass(20_000, "u", "v");
        assertThat(status("w").state()).isEqualTo(WorkerStatus.State.LOST);
        bench.tell(new SchedulerEvent.WorkerTakenBack("w")).tell(new SchedulerEvent.WorkerHeard("w"));
        assertThat(status("w").state()).isEqualTo(WorkerStatus.State.READY);
    }

    @Test
    void whatRunsOnceMoreWaitsForWhatIsAlone() {
        UnitPlan alone = beside(unit("I", 1_000, "i"), new Neighbours(true, false, List.of()));
        bench.planned("b", Bench.NO_RETEST, unit("A", UNIT_MS, "a"), alone).worker("w", 2);
        bench.run(bench.lease("A"), List.of("a"), Map.of("a", Outcome.FAILED));
        GrantedLease isolated = bench.lease("I");
        done.addAll(List.of(bench.lease("A").leaseId(), isolated.leaseId()));
        bench.worker("u", 1).worker("v", 1).planned("c", units(80));
        runAll((worker, test, attempt) -> false, "w", 40);
        assertThat(putAside()).hasSize(1);
        assertThat(bench.lease("A").attempt()).isEqualTo(1);
        bench.pass(isolated, "i");
        assertThat(bench.lease("A").attempt()).isEqualTo(2);
    }

    @Test
    void whatIsToRunOnceMoreIsNoFailureThatEndsTheBuild() {
        bench.planned("b", Bench.NO_RETEST.endedBy(2), unit("A", UNIT_MS, "a"), unit("B", UNIT_MS, "b"));
        bench.worker("w", 3);
        GrantedLease second = bench.lease("B");
        bench.run(bench.lease("A"), List.of("a"), Map.of("a", Outcome.FAILED));
        done.addAll(List.of(bench.lease("A").leaseId(), second.leaseId()));
        bench.worker("u", 1).worker("v", 1).planned("c", units(80));
        while (putAside().isEmpty()) {
            run(open().get(0), (worker, test, attempt) -> false, "w", 40);
        }
        bench.close(second, LeaseEnding.HANDED_BACK);
        while (bench.lease("A").attempt() == 1 || bench.lease("B").equals(second)) {
            run(open().get(0), (worker, test, attempt) -> false, "w", 40);
        }
        bench.result(bench.lease("B"), "b", Outcome.FAILED);
        assertThat(endsOfB()).isEmpty();
        bench.result(bench.lease("A"), "a", Outcome.FAILED);
        assertThat(endsOfB())
                .singleElement()
                .satisfies(end -> assertThat(end.reason()).startsWith("stopped after 2 failed tests"));
    }

    private List<Decision.EndBuild> endsOfB() {
        return bench.all(Decision.EndBuild.class).stream()
                .filter(end -> end.buildId().equals("b"))
                .toList();
    }
}
