package io.verdigrid.coordinator.store;

import static io.verdigrid.coordinator.store.Sample.entry;
import static io.verdigrid.coordinator.store.Sample.runBuild;
import static io.verdigrid.coordinator.store.Sample.test;
import static io.verdigrid.coordinator.store.Sample.unit;
import static org.assertj.core.api.Assertions.assertThat;

import io.verdigrid.coordinator.ledger.Applied;
import io.verdigrid.coordinator.ledger.Command;
import io.verdigrid.coordinator.ledger.Command.RecordAttempts.Entry;
import io.verdigrid.coordinator.model.Attempt;
import io.verdigrid.coordinator.model.CodeKey;
import io.verdigrid.coordinator.model.Outcome;
import io.verdigrid.coordinator.model.PlannedUnit;
import io.verdigrid.coordinator.model.RunPlace;
import io.verdigrid.coordinator.model.TestInfo;
import io.verdigrid.coordinator.slowness.SlowTests;
import io.verdigrid.coordinator.store.PastStore.Past;
import io.verdigrid.coordinator.store.PastStore.PastAttempt;
import io.verdigrid.coordinator.store.PastStore.PastDay;
import io.verdigrid.coordinator.store.PastStore.Place;
import io.verdigrid.coordinator.store.PastStore.TestKey;
import io.verdigrid.coordinator.store.PastStore.TestName;
import io.verdigrid.protocol.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store knows of single tests. */
abstract class PastContract extends ContractPart {
    private static final TestInfo A = test("p.First", "a");
    private static final TestInfo B = test("p.First", "b");
    private static final PlannedUnit UNIT = unit("p.First", A, B);

    private int builds;

    private void run(PlannedUnit unit, Entry... entries) {
        runBuild(store().ledger(), String.format("b%04d", ++builds), "suite", unit, entries);
    }

    private List<TestKey> find(String name) {
        return store().past().find(new TestName("suite", "", name), 10);
    }

    private Past past(TestInfo test, Optional<Place> before, int limit) {
        return store().past().past(find(test.uniqueId()).get(0), before, limit).orElseThrow();
    }

    private List<PastAttempt> past(TestInfo test) {
        return past(test, Optional.empty(), 1_000).attempts();
    }

    @Test
    void anAttemptIsKeptWithAllThatIsKnownOfIt() {
        commit(Sample.submit("b1", "suite"));
        commit(Sample.plan("b1", UNIT));
        Attempt red = new Attempt(
                1, Outcome.FAILED, 5_000, 70, "w1", 3, null, null, null, false, new RunPlace(4_000, 2, 9, false));
        commit(new Command.RecordAttempts("b1", List.of(new Entry("", A, red)), "jdk=17", 6_000, 175));
        restart();
        commit(new Command.CloseUnit("b1", "", UNIT.unitId(), 1, 250, 30, List.of(), List.of()));
        commit(Sample.record("b1", entry(A, 2, Outcome.PASSED, 4)));
        commit(Sample.end("b1"));
        restart();

        Digest bundle = Sample.spec("suite", "").modules().get(0).bundle();
        String known = new CodeKey(bundle, "jdk=17").digest().hex().substring(0, 16);
        String unknown = new CodeKey(bundle, "").digest().hex().substring(0, 16);
        assertThat(past(A))
                .containsExactly(
                        new PastAttempt("b1", 2, Outcome.PASSED, 4_000, 0, 2_002, unknown, "worker-2", 0, 0, -0.01),
                        new PastAttempt("b1", 1, Outcome.FAILED, 70, 250, 5_000, known, "w1", 2, 9, 1.75));
        assertThat(past(A, Optional.empty(), 9).fixtureMs()).isEqualTo(30);
    }

    @Test
    void thePastIsReadPageByPageNewestFirst() {
        for (int build = 0; build < 5; build++) {
            run(UNIT, entry(A, 1, Outcome.FAILED, 1), entry(A, 2, Outcome.PASSED, 1), entry(B, 1, Outcome.PASSED, 1));
        }

        List<String> read = new ArrayList<>();
        Optional<Place> before = Optional.empty();
        do {
            Past page = past(A, before, 3);
            assertThat(page.attempts()).hasSizeLessThanOrEqualTo(3);
            page.attempts().forEach(attempt -> read.add(attempt.buildId() + "." + attempt.number()));
            before = page.next();
        } while (before.isPresent());

        assertThat(read)
                .containsExactly(
                        "b0005.2", "b0005.1", "b0004.2", "b0004.1", "b0003.2", "b0003.1", "b0002.2", "b0002.1",
                        "b0001.2", "b0001.1");
    }

    @Test
    void theLastTwoHundredAttemptsOfATestOfALargeClassAreKeptWhateverItsNeighboursDo() {
        TestInfo[] many =
                IntStream.range(0, 70).mapToObj(i -> test("p.Large", "t" + i)).toArray(TestInfo[]::new);
        PlannedUnit large = unit("p.Large", many);
        Entry[] all = IntStream.range(0, many.length)
                .mapToObj(i -> entry(many[i], 1, Outcome.PASSED, i))
                .toArray(Entry[]::new);
        run(large, all);
        for (int build = 0; build < 250; build++) {
            run(large, entry(many[69], 1, Outcome.PASSED, build));
        }

        assertThat(past(many[0])).hasSize(1);
        assertThat(past(many[69])).hasSizeBetween(200, 256);
        assertThat(past(many[69]).get(0).durationUs()).isEqualTo(249_000);
    }

    @Test
    void aTestIsFoundByWhatAPersonCallsIt() {
        TestInfo typed = new TestInfo(
                Sample.unitId("p.Typed") + "/[method:a(int)]",
                Sample.unitId("p.Typed"),
                "p.Typed$Inner",
                "a(int)",
                "a(int)",
                true,
                "");
        run(UNIT, entry(A, 1, Outcome.PASSED, 1), entry(B, 1, Outcome.PASSED, 1));
        run(unit("p.Typed", typed), entry(typed, 1, Outcome.PASSED, 1));
        runBuild(store().ledger(), "other", "suite2", UNIT, entry(A, 1, Outcome.PASSED, 1));

        assertThat(find("p.First#a")).extracting(TestKey::uniqueId).containsExactly(A.uniqueId());
        assertThat(find("p.Typed$Inner#a")).extracting(TestKey::uniqueId).containsExactly(typed.uniqueId());
        assertThat(find("p.Typed$Inner")).hasSize(1);
        assertThat(find(typed.uniqueId())).hasSize(1);
        assertThat(find("p.First")).extracting(TestKey::name).containsExactly("a", "b");
        assertThat(find("p.First#c")).isEmpty();
        assertThat(store().past().find(new TestName("", "", "p.First#a"), 10))
                .extracting(TestKey::suite)
                .containsExactlyInAnyOrder("suite", "suite2");
        assertThat(store().past().find(new TestName("", "web", "p.First#a"), 10))
                .isEmpty();
    }

    @Test
    void eachDayHasItsSums() {
        long dayMs = 86_400_000;
        for (int build = 0; build < 20; build++) {
            String id = "b" + (10 + build);
            commit(Sample.submit(id, "suite"));
            commit(Sample.plan(id, UNIT));
            commit(Sample.record(
                    id,
                    at((100 + build / 10) * dayMs, A, 1, build % 10 == 0 ? Outcome.FAILED : Outcome.PASSED, 10_000),
                    at((100 + build / 10) * dayMs, A, 2, build % 10 == 0 ? Outcome.PASSED : Outcome.SKIPPED, 90_000)));
            commit(Sample.close(id, "p.First", 1));
            restart();
        }
        // A worker whose clock stands in 1970: before the build was submitted nothing ran.
        commit(new Command.SubmitBuild("late", "", Sample.spec("suite", ""), 103 * dayMs));
        commit(Sample.record("late", at(7, A, 1, Outcome.LOST, 0)));
        commit(Sample.end("late"));

        List<PastDay> days = store().past().days(find(A.uniqueId()).get(0), 9);

        assertThat(days).extracting(PastDay::day).containsExactly(103, 101, 100);
        assertThat(days.get(0).others()).isEqualTo(1);
        assertThat(days.get(1).passes()).isEqualTo(10);
        assertThat(days.get(1).reds()).isEqualTo(1);
        assertThat(days.get(1).others()).isEqualTo(9);
        assertThat(days.get(1).meanUs()).isEqualTo(18_000);
        assertThat(days.get(1).medianUs()).isBetween(10_000L, 11_000L);
        assertThat(days.get(1).p95Us()).isBetween(90_000L, 99_000L);
        assertThat(store().past().days(find(A.uniqueId()).get(0), 1)).hasSize(1);
    }

    private static Entry at(long startedAtMs, TestInfo test, int number, Outcome outcome, long durationUs) {
        return new Entry(
                "", test, new Attempt(number, outcome, startedAtMs, durationUs, "w", 1, null, null, null, false));
    }

    @Test
    void aForgottenBuildIsGoneAndItsRequestMakesANewOne() {
        run(UNIT, entry(A, 1, Outcome.PASSED, 1));
        run(UNIT, entry(A, 1, Outcome.PASSED, 1));
        Command.ForgetBuild forget =
                store().ages().oldBuilds(Long.MAX_VALUE, 1, 9).get(0);

        assertThat(forget).isEqualTo(new Command.ForgetBuild("b0001", List.of("request-b0001")));
        assertThat(commit(forget)).containsExactly(Applied.Answer.ACCEPTED);
        assertThat(commit(forget)).containsExactly(Applied.Answer.DUPLICATE);
        restart();
        assertThat(store().builds().build("b0001")).isEmpty();
        assertThat(store().builds().attempts("b0001", 0, 9)).isEmpty();
        assertThat(store().builds().builds("suite", "", 9)).hasSize(1);
        assertThat(list("b0002")).hasSize(2);
        assertThat(store().builds().attempts("b0002", 0, 9)).hasSize(1);
        assertThat(past(A)).hasSize(2);
        assertThat(commit(new Command.SubmitBuild("b0003", "request-b0001", Sample.spec("suite", ""), 5)))
                .containsExactly(Applied.Answer.ACCEPTED);
        assertThat(commit(new Command.ForgetBuild("b0003", List.of()))).containsExactly(Applied.Answer.TOO_LATE);
    }

    @Test
    void whatBecameSlowerIsFoundInTheHistoryOfItsSuite() {
        for (int build = 0; build < 55; build++) {
            boolean slow = build >= 44;
            run(
                    UNIT,
                    // A retest has a JVM for itself, and says nothing.
                    entry(A, 2, Outcome.PASSED, 9_000),
                    entry(A, 1, build == 3 ? Outcome.FAILED : Outcome.PASSED, slow ? 900 + build : 400 + build),
                    entry(B, 1, Outcome.PASSED, 400 + build));
        }

        SlowTests.Found found = Objects.requireNonNull(store().past().slower("").get("suite"));

        assertThat(found.tested()).isEqualTo(2);
        assertThat(found.slower()).hasSize(1);
        SlowTests.Slower slower = found.slower().get(0);
        assertThat(slower.test().name()).isEqualTo("a");
        assertThat(slower.beforeUs()).isBetween(400_000L, 450_000L);
        assertThat(slower.nowUs()).isBetween(940_000L, 960_000L);
        assertThat(slower.lastFastBuild()).isEqualTo("b0044");
        assertThat(slower.firstSlowBuild()).isEqualTo("b0045");
        assertThat(store().past().slower("other")).isEmpty();
    }

    @Test
    void aTestThatIsNotThereHasNoPast() {
        run(UNIT, entry(A, 1, Outcome.PASSED, 1));
        TestKey gone = new TestKey("suite", "", UNIT.unitId(), "[x]", "p.First", "x");

        assertThat(store().past().past(gone, Optional.empty(), 9)).isEmpty();
        assertThat(store().past().past(new TestKey("no", "", "u", "t", "c", "n"), Optional.empty(), 9))
                .isEmpty();
    }
}
