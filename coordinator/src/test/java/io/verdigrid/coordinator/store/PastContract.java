package io.verdigrid.coordinator.store;

import static io.verdigrid.coordinator.store.Sample.entry;
import static io.verdigrid.coordinator.store.Sample.runBuild;
import static io.verdigrid.coordinator.store.Sample.test;
import static io.verdigrid.coordinator.store.Sample.unit;
import static org.assertj.core.api.Assertions.assertThat;

import io.verdigrid.coordinator.ledger.Command;
import io.verdigrid.coordinator.ledger.Command.RecordAttempts.Entry;
import io.verdigrid.coordinator.model.Attempt;
import io.verdigrid.coordinator.model.Outcome;
import io.verdigrid.coordinator.model.PlannedUnit;
import io.verdigrid.coordinator.model.RunPlace;
import io.verdigrid.coordinator.model.TestInfo;
import io.verdigrid.coordinator.store.PastStore.Past;
import io.verdigrid.coordinator.store.PastStore.PastAttempt;
import io.verdigrid.coordinator.store.PastStore.Place;
import io.verdigrid.coordinator.store.PastStore.TestKey;
import io.verdigrid.coordinator.store.PastStore.TestName;
import java.util.ArrayList;
import java.util.List;
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
        commit(new Command.RecordAttempts("b1", List.of(new Entry("", A, red)), 6_000, 175));
        restart();
        commit(new Command.CloseUnit("b1", "", UNIT.unitId(), 1, 250, 30, List.of(), List.of()));
        commit(Sample.record("b1", entry(A, 2, Outcome.PASSED, 4)));
        commit(Sample.end("b1"));
        restart();

        String key = Sample.spec("suite", "").modules().get(0).bundle().hex().substring(0, 16);
        assertThat(past(A))
                .containsExactly(
                        new PastAttempt("b1", 2, Outcome.PASSED, 4_000, 0, 2_002, key, "worker-2", 0, 0, -0.01),
                        new PastAttempt("b1", 1, Outcome.FAILED, 70, 250, 5_000, key, "w1", 2, 9, 1.75));
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
    void aTestThatIsNotThereHasNoPast() {
        run(UNIT, entry(A, 1, Outcome.PASSED, 1));
        TestKey gone = new TestKey("suite", "", UNIT.unitId(), "[x]", "p.First", "x");

        assertThat(store().past().past(gone, Optional.empty(), 9)).isEmpty();
        assertThat(store().past().past(new TestKey("no", "", "u", "t", "c", "n"), Optional.empty(), 9))
                .isEmpty();
    }
}
