package io.verdigrid.coordinator.store;

import static io.verdigrid.coordinator.store.Sample.entry;
import static io.verdigrid.coordinator.store.Sample.test;
import static io.verdigrid.coordinator.store.Sample.unit;
import static org.assertj.core.api.Assertions.assertThat;

import io.verdigrid.coordinator.judging.TestState;
import io.verdigrid.coordinator.ledger.Applied;
import io.verdigrid.coordinator.ledger.Command;
import io.verdigrid.coordinator.ledger.Command.RecordAttempts.Entry;
import io.verdigrid.coordinator.ledger.QuarantineCommand;
import io.verdigrid.coordinator.model.BuildAccount;
import io.verdigrid.coordinator.model.BuildEnding;
import io.verdigrid.coordinator.model.BuildSettings;
import io.verdigrid.coordinator.model.BuildSpec;
import io.verdigrid.coordinator.model.BuildStatus;
import io.verdigrid.coordinator.model.CodeKey;
import io.verdigrid.coordinator.model.ModuleSpec;
import io.verdigrid.coordinator.model.Outcome;
import io.verdigrid.coordinator.model.Quarantine;
import io.verdigrid.coordinator.model.QuarantinedTest;
import io.verdigrid.coordinator.model.TestInfo;
import io.verdigrid.coordinator.model.TestPast;
import io.verdigrid.coordinator.store.HistoryStore.Sort;
import io.verdigrid.coordinator.store.HistoryStore.StateChange;
import io.verdigrid.coordinator.store.HistoryStore.TestHistory;
import io.verdigrid.coordinator.store.HistoryStore.TestQuery;
import io.verdigrid.protocol.Digest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every store thinks of tests after builds. */
abstract class JudgingContract extends ContractPart {
    private static final TestInfo A = test("p.First", "a");
    private static final TestInfo B = test("p.First", "b");
    private static final TestInfo C = test("p.First", "c");
    private static final String JDK = "os=linux jdk=17";

    private int builds;
    private long endMs = 9_000;

    private void run(String code, Entry... entries) {
        run(code, JDK, BuildStatus.GREEN, List.of(), entries);
    }

    private void run(String code, String variant, BuildStatus end, List<String> sick, Entry... entries) {
        String id = String.format("b%04d", ++builds);
        BuildSpec spec = new BuildSpec(
                "suite",
                "r" + builds,
                "main",
                List.of(new ModuleSpec("", Digest.of(code), Sample.selection())),
                BuildSettings.DEFAULT,
                List.of());
        commit(new Command.SubmitBuild(id, "q" + id, spec, 1_000));
        commit(Sample.plan(id, unit("p.First", A, B, C)));
        commit(new Command.RecordAttempts(id, List.of(entries), variant, 3_000));
        commit(Sample.close(id, "p.First", 1));
        commit(new Command.EndBuild(id, end, new BuildEnding(endMs, "", false, BuildAccount.NONE), sick));
    }

    private static Entry[] flaked(TestInfo test) {
        return new Entry[] {entry(test, 1, Outcome.FAILED, 1), entry(test, 2, Outcome.PASSED, 1)};
    }

    private List<String> in(@Nullable TestState state) {
        return store().history().tests(new TestQuery("suite", "", state, Sort.NAME, false, 0, 100)).tests().stream()
                .map(TestHistory::name)
                .toList();
    }

    private List<StateChange> changes(TestInfo test) {
        return store().history().changes("suite", "", test.uniqueId());
    }

    @Test
    void aTestThatWasRedAndGreenIsListedByItsStateWithItsEvidence() {
        run("code 1", flaked(A));
        assertThat(in(TestState.SUSPECT)).containsExactly("a");
        run("code 1", flaked(A));
        assertThat(in(TestState.SUSPECT)).containsExactly("a");
        restart();
        run("code 2", flaked(A));

        assertThat(in(TestState.INTERMITTENT)).containsExactly("a");
        assertThat(in(TestState.HEALTHY)).isEmpty();
        assertThat(in(null)).containsExactly("a");
        restart();
        List<StateChange> changes = changes(A);
        assertThat(changes)
                .extracting(change -> change.transition().to())
                .containsExactly(TestState.SUSPECT, TestState.INTERMITTENT);
        assertThat(changes.get(1).codeKeys()).containsExactly(new CodeKey(Digest.of("code 2"), JDK));
        assertThat(changes.get(1).transition().evidence().builds()).containsExactly("b0003");
        assertThat(changes.get(1).transition().evidence().redOn()).containsExactly("worker-1");
        assertThat(changes.get(1).transition().evidence().passedOn()).containsExactly("worker-2");
        assertThat(changes(B)).isEmpty();
    }

    @Test
    void theSameCodeGreenInOneBuildAndRedInTheNextIsSuspect() {
        run("code 1", entry(A, 1, Outcome.PASSED, 1), entry(B, 1, Outcome.PASSED, 1));
        restart();
        run("code 1", entry(A, 1, Outcome.FAILED, 1), entry(A, 2, Outcome.FAILED, 1));
        run("code 2", entry(B, 1, Outcome.FAILED, 1), entry(B, 2, Outcome.FAILED, 1));

        assertThat(in(TestState.SUSPECT)).containsExactly("a");
        assertThat(in(TestState.HEALTHY)).containsExactly("b");
    }

    @Test
    void anotherJdkIsOtherCode() {
        run("code 1", entry(A, 1, Outcome.PASSED, 1));
        run("code 1", "os=linux jdk=21", BuildStatus.RED, List.of(), entry(A, 1, Outcome.FAILED, 1));

        assertThat(in(TestState.HEALTHY)).containsExactly("a");
    }

    @Test
    void whatTheGridDidMarksNothing() {
        run("code 1", JDK, BuildStatus.ERROR, List.of(), flaked(A));
        run("code 2", JDK, BuildStatus.GREEN, List.of("worker-1"), flaked(B));
        run("code 3", entry(C, 1, Outcome.LOST, 1), entry(C, 2, Outcome.PASSED, 1));

        assertThat(in(TestState.HEALTHY)).containsExactly("a", "b", "c");
    }

    @Test
    void aBuildInWhichHalfIsRedMarksNothing() {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            TestInfo test = test("p.First", "m" + i);
            entries.add(entry(test, 1, i < 5 ? Outcome.FAILED : Outcome.PASSED, 1));
            if (i == 0) {
                entries.add(entry(test, 2, Outcome.PASSED, 1));
            }
        }
        run("code 1", entries.toArray(Entry[]::new));
        assertThat(in(TestState.SUSPECT)).isEmpty();
    }

    @Test
    void redEveryTimeIsBrokenUntilItPasses() {
        Entry[] red = {entry(A, 1, Outcome.FAILED, 1), entry(A, 2, Outcome.FAILED, 1)};
        run("code 1", red);
        run("code 2", red);
        assertThat(in(TestState.BROKEN)).containsExactly("a");
        run("code 3", entry(A, 1, Outcome.PASSED, 1));
        assertThat(in(TestState.HEALTHY)).containsExactly("a");
        assertThat(changes(A))
                .extracting(change -> change.transition().to())
                .containsExactly(TestState.BROKEN, TestState.HEALTHY);
    }

    @Test
    void aJudgedTestHasItsRateAndItsWayBack() {
        for (int build = 0; build < 30; build++) {
            run("code 0", entry(A, 1, Outcome.PASSED, 1));
        }
        run("code 1", flaked(A));
        run("code 2", entry(A, 1, Outcome.PASSED, 1));

        HistoryStore.Judged judged = store().history()
                .tests(new TestQuery("suite", "", Sort.NAME, false, 0, 1))
                .tests()
                .get(0)
                .judged();
        assertThat(judged.state()).isEqualTo(TestState.SUSPECT);
        assertThat(judged.sinceMs()).isEqualTo(9_000);
        assertThat(judged.failureRate()).isBetween(0.02, 0.04);
        assertThat(judged.cleanRuns()).isEqualTo(1);
        assertThat(judged.cleanRunsNeeded()).isBetween(80, 120);
    }

    private static QuarantinedTest aside(TestInfo test, long untilMs) {
        Quarantine quarantine = new Quarantine("port is taken", "ada", 5_000, untilMs);
        return new QuarantinedTest("suite", "", test.uniqueId(), test.className(), test.name(), quarantine);
    }

    private List<Applied.Answer> quarantine(QuarantineCommand what) {
        return commit(new Command.OfQuarantine(what));
    }

    private @Nullable TestPast past(TestInfo test) {
        return store().history()
                .estimates("suite", "", List.of(unit("p.First", A, B, C)))
                .get(0)
                .pasts()
                .get(test.uniqueId());
    }

    @Test
    void aTestThatIsSetAsideIsSoInEachBuildUntilItIsTakenBack() {
        run("code 1", entry(A, 1, Outcome.PASSED, 1), entry(B, 1, Outcome.PASSED, 1));
        assertThat(quarantine(new QuarantineCommand.SetAside(aside(A, 99_000))))
                .containsExactly(Applied.Answer.ACCEPTED);
        assertThat(quarantine(new QuarantineCommand.SetAside(aside(A, 99_000))))
                .containsExactly(Applied.Answer.DUPLICATE);
        restart();
        run("code 2", entry(A, 1, Outcome.FAILED, 1));

        assertThat(store().history().quarantined("suite")).containsExactly(aside(A, 99_000));
        assertThat(store().history().quarantined("other")).isEmpty();
        assertThat(store().builds().quarantined("b0001")).isEmpty();
        assertThat(store().builds().quarantined("b0002")).containsExactly(aside(A, 99_000));
        assertThat(past(A)).isNotNull().extracting(TestPast::quarantined).isEqualTo(true);
        assertThat(past(B)).isNull();

        assertThat(quarantine(new QuarantineCommand.TakeBack("suite", "", A.uniqueId(), 6_000)))
                .containsExactly(Applied.Answer.ACCEPTED);
        assertThat(quarantine(new QuarantineCommand.TakeBack("suite", "", A.uniqueId(), 6_000)))
                .containsExactly(Applied.Answer.DUPLICATE);
        run("code 3", entry(A, 1, Outcome.FAILED, 1));
        assertThat(store().builds().quarantined("b0003")).isEmpty();
        assertThat(changes(A))
                .extracting(change -> change.transition().reason())
                .contains("in quarantine until 1970-01-01, owner ada: port is taken", "taken out of quarantine");
    }

    @Test
    void aQuarantineEndsWithTheFirstBuildAfterItsEnd() {
        run("code 1", entry(A, 1, Outcome.PASSED, 1));
        // Builds are submitted at second one.
        quarantine(new QuarantineCommand.SetAside(aside(A, 1_000)));
        run("code 2", entry(A, 1, Outcome.PASSED, 1));
        assertThat(store().builds().quarantined("b0002")).isEmpty();
        assertThat(store().history().quarantined("")).isEmpty();
    }

    @Test
    void whatIsGreenOftenEnoughComesOutOfQuarantineOnProbation() {
        run("code 1", flaked(A));
        quarantine(new QuarantineCommand.SetAside(aside(A, 99_000)));
        List<Entry> many = new ArrayList<>();
        for (int number = 1; number <= 700; number++) {
            many.add(entry(A, number, Outcome.PASSED, 1));
        }
        run("code 2", many.toArray(Entry[]::new));
        assertThat(store().history().quarantined("")).hasSize(1);
        endMs += 24L * 60 * 60 * 1000;
        run("code 3", entry(A, 1, Outcome.PASSED, 1));

        assertThat(store().history().quarantined("")).isEmpty();
        assertThat(in(TestState.PROBATION)).containsExactly("a");
    }

    @Test
    void aSuiteWithoutHistoryHasNothingToSetAside() {
        assertThat(quarantine(new QuarantineCommand.SetAside(aside(A, 99_000))))
                .containsExactly(Applied.Answer.TOO_LATE);
        assertThat(quarantine(new QuarantineCommand.TakeBack("suite", "", A.uniqueId(), 1)))
                .containsExactly(Applied.Answer.TOO_LATE);
        run("code 1", entry(A, 1, Outcome.PASSED, 1));
        assertThat(store().history().name("suite", "", A.uniqueId()))
                .contains(new HistoryStore.TestName("p.First", "a"));
        assertThat(store().history().name("suite", "", "[engine:junit-jupiter]/[class:p.Other]"))
                .isEmpty();
    }
}
