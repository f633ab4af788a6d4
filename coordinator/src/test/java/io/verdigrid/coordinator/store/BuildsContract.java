package io.verdigrid.coordinator.store;

import static io.verdigrid.coordinator.store.Sample.close;
import static io.verdigrid.coordinator.store.Sample.end;
import static io.verdigrid.coordinator.store.Sample.entry;
import static io.verdigrid.coordinator.store.Sample.failed;
import static io.verdigrid.coordinator.store.Sample.passed;
import static io.verdigrid.coordinator.store.Sample.plan;
import static io.verdigrid.coordinator.store.Sample.record;
import static io.verdigrid.coordinator.store.Sample.submit;
import static io.verdigrid.coordinator.store.Sample.template;
import static io.verdigrid.coordinator.store.Sample.test;
import static io.verdigrid.coordinator.store.Sample.unit;
import static io.verdigrid.coordinator.store.Sample.unitId;
import static org.assertj.core.api.Assertions.assertThat;

import io.verdigrid.coordinator.ledger.Applied;
import io.verdigrid.coordinator.ledger.Applied.Answer;
import io.verdigrid.coordinator.ledger.Command;
import io.verdigrid.coordinator.model.Attempt;
import io.verdigrid.coordinator.model.BlobRange;
import io.verdigrid.coordinator.model.BuildAccount;
import io.verdigrid.coordinator.model.BuildEnding;
import io.verdigrid.coordinator.model.BuildRecord;
import io.verdigrid.coordinator.model.BuildSettings;
import io.verdigrid.coordinator.model.BuildSpec;
import io.verdigrid.coordinator.model.BuildStatus;
import io.verdigrid.coordinator.model.Failure;
import io.verdigrid.coordinator.model.Isolation;
import io.verdigrid.coordinator.model.JudgingPolicy;
import io.verdigrid.coordinator.model.Lane;
import io.verdigrid.coordinator.model.Outcome;
import io.verdigrid.coordinator.model.RunPlace;
import io.verdigrid.coordinator.model.TestInfo;
import io.verdigrid.coordinator.model.Verdict;
import io.verdigrid.protocol.Digest;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every store says of builds and attempts. */
abstract class BuildsContract extends ContractPart {
    private static final TestInfo A = test("p.First", "a");
    private static final TestInfo B = test("p.First", "b");

    @Test
    void aBuildIsThereWithAllThatItWasAskedToDo() {
        JudgingPolicy judging = new JudgingPolicy(
                new JudgingPolicy.Known(4, 1e-4),
                new JudgingPolicy.Probe(10, 0.05, 50, false),
                new JudgingPolicy.Marking(2, 0.25),
                new JudgingPolicy.Release(20, 500, 2, 1, 7),
                6);
        BuildSettings settings =
                new BuildSettings(3, Isolation.CLASS, Duration.ofMillis(1_500), 1 << 20, Lane.HUNT, 7, judging);
        BuildSpec spec = Sample.spec("suite", "core", "web");
        BuildSpec asked =
                new BuildSpec("suite", "abc123", "feature/x", spec.modules(), settings, List.of("os=linux", "db"));

        commit(new Command.SubmitBuild("b1", "q", asked, 77));

        BuildRecord build = build("b1");
        assertThat(build.spec()).isEqualTo(asked);
        assertThat(build.submittedAtMs()).isEqualTo(77);
        assertThat(build.status()).isEqualTo(BuildStatus.DISCOVERING);
        assertThat(build.ending()).isEqualTo(BuildEnding.NONE);
        assertThat(store().builds().build("b2")).isEmpty();
    }

    @Test
    void theSameRequestMakesOneBuild() {
        commit(new Command.SubmitBuild("b1", "same", Sample.spec("s", ""), 1));

        Applied second =
                Sample.commit(store().ledger(), new Command.SubmitBuild("b2", "same", Sample.spec("s", ""), 2));

        assertThat(second.answers()).containsExactly(Answer.DUPLICATE);
        assertThat(second.buildId()).isEqualTo("b1");
        assertThat(store().builds().build("b2")).isEmpty();
    }

    @Test
    void anIdIsTakenOnce() {
        commit(submit("b1", "first"));

        assertThat(commit(new Command.SubmitBuild("b1", "other", Sample.spec("second", ""), 2)))
                .containsExactly(Answer.DUPLICATE);
        assertThat(build("b1").spec().suite()).isEqualTo("first");
    }

    @Test
    void buildsAreListedNewestFirstPageByPage() {
        for (String id : List.of("20260101-1", "20260102-1", "20260103-1", "20260103-2")) {
            commit(submit(id, id.endsWith("2") ? "other" : "suite"));
        }

        assertThat(ids("", "", 3)).containsExactly("20260103-2", "20260103-1", "20260102-1");
        assertThat(ids("", "20260102-1", 3)).containsExactly("20260101-1");
        assertThat(ids("suite", "", 2)).containsExactly("20260103-1", "20260102-1");
        assertThat(ids("suite", "20260102-1", 2)).containsExactly("20260101-1");
        assertThat(ids("suit", "", 2)).isEmpty();
    }

    private List<String> ids(String suite, String before, int limit) {
        return store().builds().builds(suite, before, limit).stream()
                .map(BuildRecord::buildId)
                .toList();
    }

    @Test
    void attemptsAreReadFromAnyPositionInTheOrderOfTheirRecording() {
        commit(submit("b1", "s"));
        commit(plan("b1", unit("p.First", A, B)));
        commit(record("b1", failed(A), passed(B)));
        commit(record("b1", failed(A), entry(A, 2, Outcome.PASSED, 5)));

        List<RecordedAttempt> all = store().builds().attempts("b1", 0, 100);
        assertThat(all).extracting(RecordedAttempt::position).containsExactly(1L, 2L, 3L);
        assertThat(all).extracting(RecordedAttempt::test).containsExactly(A, B, A);
        assertThat(all)
                .extracting(RecordedAttempt::verdict)
                .containsExactly(Verdict.FAILED, Verdict.PASSED, Verdict.INTERMITTENT);
        assertThat(store().builds().attempts("b1", 1, 1)).containsExactly(all.get(1));
        assertThat(store().builds().attempts("b1", 3, 1)).isEmpty();
        assertThat(store().builds().attempts("unknown", 0, 1)).isEmpty();
    }

    @Test
    void anAttemptIsKeptWithAllThatItSays() {
        BlobRange out = new BlobRange(Digest.of("out"), 5, 7);
        BlobRange err = new BlobRange(Digest.of("err"), 0, Long.MAX_VALUE);
        Failure failure = new Failure("x.Error", "lone \ud800 surrogate, \ud83d\ude00 and \u0000", "", err);
        TestInfo odd = new TestInfo(
                A.uniqueId() + "\udc00", A.unitId(), "p.First$Inner", "name", "näme \ud83d\ude00", true, "");
        RunPlace place = new RunPlace(77, 3, 200, true);
        Attempt attempt = new Attempt(1, Outcome.CRASHED, 0, 12, "", -1, failure, out, err, true, place);
        commit(submit("b1", "s"));
        commit(record("b1", new Command.RecordAttempts.Entry("mod", odd, attempt)));

        assertThat(store().builds().attempts("b1", 0, 1))
                .containsExactly(new RecordedAttempt(1, "mod", odd, attempt, Verdict.LOST));
        assertThat(list("b1")).containsExactly(new TestVerdict("mod", odd, Verdict.LOST, List.of(attempt)));
    }

    @Test
    void verdictsComeByModuleUnitAndPlanWithRegisteredTestsBehindTheirLeaf() {
        TestInfo template = template("p.First", "each");
        commit(submit("b1", "s", "one", "two"));
        commit(new Command.AddPlan("b1", "two", List.of(unit("p.Second", "z"))));
        commit(new Command.AddPlan("b1", "one", List.of(unit("p.First", template, B), unit("p.Other", "y"))));
        TestInfo first = Sample.invocation(template, 1);
        TestInfo second = Sample.invocation(template, 2);
        for (TestInfo test : List.of(B, second, first)) {
            commit(record(
                    "b1",
                    new Command.RecordAttempts.Entry("one", test, passed(test).attempt())));
        }

        assertThat(list("b1"))
                .extracting(v -> v.module() + " " + v.test().name())
                .containsExactly("one each[2]", "one each[1]", "one b", "one y", "two z");
    }

    @Test
    void anOpenBuildHasAllThatASchedulerNeedsToGoOn() {
        TestInfo template = template("p.First", "each");
        TestInfo invocation = Sample.invocation(template, 1);
        TestInfo gone = test("p.First", "gone");
        commit(submit("b1", "s"));
        commit(submit("b2", "s"));
        commit(end("b2"));
        commit(plan("b1", unit("p.First", template, A, gone), unit("p.Second", "z")));
        commit(new Command.ClosePlan("b1", "", List.of("a warning")));
        commit(record("b1", passed(invocation), failed(A)));
        commit(new Command.CloseUnit(
                "b1", "", unitId("p.First"), 1, 10, 1, List.of(template.uniqueId()), List.of(gone.uniqueId())));

        List<OpenBuild> open = restart().builds().openBuilds();

        assertThat(open).hasSize(1);
        assertThat(open.get(0).build()).isEqualTo(build("b1"));
        assertThat(open.get(0).build().status()).isEqualTo(BuildStatus.RUNNING);
        assertThat(open.get(0).modulesPlanned()).isEqualTo(Set.of(""));
        assertThat(open.get(0).units())
                .containsExactly(
                        new OpenBuild.Unit(
                                "",
                                unit("p.First", template, A),
                                Set.of(template.uniqueId()),
                                List.of(
                                        new OpenBuild.Done(
                                                invocation.uniqueId(),
                                                template.uniqueId(),
                                                1,
                                                Outcome.PASSED,
                                                1_000,
                                                false),
                                        new OpenBuild.Done(A.uniqueId(), "", 1, Outcome.FAILED, 1_000, false)),
                                true),
                        new OpenBuild.Unit("", unit("p.Second", "z"), Set.of(), List.of(), false));
    }

    @Test
    void whatDiscoveriesSaidIsKeptByModule() {
        commit(submit("b1", "s", "one", "two"));
        commit(new Command.ClosePlan("b1", "two", List.of("no tests found")));
        commit(new Command.ClosePlan("b1", "one", List.of("first", "second")));

        assertThat(store().builds().warnings("b1", 9))
                .containsExactly(
                        new BuildWarning("one", "first"),
                        new BuildWarning("one", "second"),
                        new BuildWarning("two", "no tests found"));
        assertThat(restart().builds().warnings("b1", 2)).hasSize(2);
        assertThat(store().builds().warnings("unknown", 9)).isEmpty();
    }

    @Test
    void anEndedBuildNeverChanges() {
        BuildAccount account = new BuildAccount(
                        9, 8, 7, 6, 5, 4, 3, 2, List.of(new BuildAccount.UnitTime("m", "p.First", 44, 2)))
                .with(8, 6, breakdown());
        commit(submit("b1", "s"));
        commit(plan("b1", unit("p.First", A)));
        BuildEnding ending = new BuildEnding(5_000, "no engine", true, account);
        commit(new Command.EndBuild("b1", BuildStatus.ERROR, ending));
        BuildRecord ended = build("b1");

        assertThat(commit(record("b1", passed(A), passed(B)))).containsExactly(Answer.TOO_LATE, Answer.TOO_LATE);
        assertThat(commit(plan("b1", unit("p.Second", "x")))).containsExactly(Answer.TOO_LATE);
        assertThat(commit(close("b1", "p.First", 1))).containsExactly(Answer.TOO_LATE);
        assertThat(commit(end("b1"))).containsExactly(Answer.TOO_LATE);
        assertThat(commit(record("unknown", passed(A)))).containsExactly(Answer.TOO_LATE);

        assertThat(build("b1")).isEqualTo(ended);
        assertThat(ended.status()).isEqualTo(BuildStatus.ERROR);
        assertThat(ended.ending()).isEqualTo(ending);
        assertThat(store().builds().openBuilds()).isEmpty();
    }

    private static BuildAccount.Breakdown breakdown() {
        Map<BuildAccount.Part, Long> parts = new EnumMap<>(BuildAccount.Part.class);
        for (BuildAccount.Part part : BuildAccount.Part.values()) {
            parts.put(part, 100L + part.ordinal());
        }
        return new BuildAccount.Breakdown(
                41,
                new BuildAccount.UnitTime("m", "p.First", 40, 2),
                parts,
                List.of(new BuildAccount.CostlyClass("m", "p.First", 2, 5, 4, 3, "its tests run in their order")));
    }

    @Test
    void theIndexRisesByOneAndTheEpochWithEachStart() {
        long epoch = store().ledger().epoch();
        assertThat(Sample.commit(store().ledger(), submit("b1", "s")).index()).isEqualTo(1);
        assertThat(Sample.commit(store().ledger(), submit("b1", "s")).index()).isEqualTo(2);

        Store again = restart();

        assertThat(again.ledger().epoch()).isEqualTo(epoch + 1);
        assertThat(Sample.commit(again.ledger(), end("b1")).index()).isEqualTo(3);
    }

    @Test
    void theFirstTestBeganWhenTheEarliestOfAllBegan() {
        commit(submit("b1", "s"));
        commit(record("b1", entry(A, 2, Outcome.PASSED, 1), entry(B, 1, Outcome.PASSED, 1)));

        assertThat(build("b1").firstTestAtMs()).isEqualTo(2_001);
    }
}
