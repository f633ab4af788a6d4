package io.verdigrid.coordinator.store;

import static io.verdigrid.coordinator.store.Sample.entry;
import static io.verdigrid.coordinator.store.Sample.invocation;
import static io.verdigrid.coordinator.store.Sample.runBuild;
import static io.verdigrid.coordinator.store.Sample.template;
import static io.verdigrid.coordinator.store.Sample.test;
import static io.verdigrid.coordinator.store.Sample.unit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.verdigrid.coordinator.judging.TestState;
import io.verdigrid.coordinator.ledger.Command;
import io.verdigrid.coordinator.ledger.Command.RecordAttempts.Entry;
import io.verdigrid.coordinator.model.Outcome;
import io.verdigrid.coordinator.model.PlannedUnit;
import io.verdigrid.coordinator.model.TestInfo;
import io.verdigrid.coordinator.store.HistoryStore.Sort;
import io.verdigrid.coordinator.store.HistoryStore.TestHistory;
import io.verdigrid.coordinator.store.HistoryStore.TestPage;
import io.verdigrid.coordinator.store.HistoryStore.TestQuery;
import io.verdigrid.coordinator.store.HistoryStore.UnitEstimate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every store makes of the builds that it has seen. */
abstract class HistoryContract extends ContractPart {
    private static final TestInfo A = test("p.First", "a");
    private static final TestInfo B = test("p.First", "b");
    private static final TestInfo EACH = template("p.First", "each");
    private static final PlannedUnit UNIT = unit("p.First", A, B);

    private int builds;

    private void run(PlannedUnit unit, Entry... entries) {
        runBuild(store().ledger(), String.format("b%04d", ++builds), "suite", unit, entries);
    }

    /** An estimate of a whole unit. */
    private record Whole(long millis, boolean fromHistory) {}

    private Whole estimate(PlannedUnit unit) {
        return estimate("suite", "", unit);
    }

    private Whole estimate(String suite, String module, PlannedUnit unit) {
        UnitEstimate found =
                store().history().estimates(suite, module, List.of(unit)).get(0);
        long sumUs = 1000 * found.fixtureMs();
        for (long testUs : found.testsUs()) {
            sumUs += testUs;
        }
        assertThat(found.testsUs()).hasSameSizeAs(unit.tests());
        assertThat((sumUs + 999) / 1000).isEqualTo(found.millis());
        return new Whole(found.millis(), found.fromHistory());
    }

    private List<TestHistory> tests(Sort sort) {
        return page(new TestQuery("suite", "", sort, false, 0, 100)).tests();
    }

    private TestPage page(TestQuery query) {
        return store().history().tests(query);
    }

    @Test
    void withoutHistoryEachTestTakesASecond() {
        assertThat(estimate(UNIT)).isEqualTo(new Whole(2_000, false));
    }

    @Test
    void anEstimateIsTheThirdQuartileOfTheLastTwentyPasses() {
        for (int i = 1; i <= 24; i++) {
            run(UNIT, entry(A, 1, Outcome.PASSED, i), entry(B, 1, Outcome.PASSED, 100));
        }

        // Of 5 to 24, fifteen are at most 19.
        assertThat(estimate(unit("p.First", A))).isEqualTo(new Whole(19, true));
        assertThat(estimate(UNIT)).isEqualTo(new Whole(119, true));
        restart();
        assertThat(estimate(UNIT)).isEqualTo(new Whole(119, true));
    }

    @Test
    void aFailedRunLowersNoEstimate() {
        run(UNIT, entry(A, 1, Outcome.PASSED, 500));
        run(UNIT, entry(A, 1, Outcome.FAILED, 1), entry(A, 2, Outcome.FAILED, 1));

        assertThat(estimate(unit("p.First", A))).isEqualTo(new Whole(500, true));
    }

    @Test
    void anUnknownTestTakesTheMedianOfItsClassThenOfItsPackage() {
        TestInfo c = test("p.First", "c");
        run(
                unit("p.First", A, B, c),
                entry(A, 1, Outcome.PASSED, 10),
                entry(B, 1, Outcome.PASSED, 30),
                entry(c, 1, Outcome.PASSED, 90));
        run(unit("p.deeper.Second", "x"), entry(test("p.deeper.Second", "x"), 1, Outcome.PASSED, 7_000));

        assertThat(estimate(unit("p.First", A, test("p.First", "new")))).isEqualTo(new Whole(40, true));
        assertThat(estimate(unit("p.New", "x", "y"))).isEqualTo(new Whole(60, false));
        assertThat(estimate(unit("q.New", "x"))).isEqualTo(new Whole(1_000, false));
    }

    @Test
    void theFixtureCostIsTheMedianOfWholeLeases() {
        for (int fixtureMs : List.of(1_000, 400, 10_000)) {
            String id = "b" + fixtureMs;
            commit(Sample.submit(id, "suite"));
            commit(Sample.plan(id, UNIT));
            commit(Sample.record(id, entry(A, 1, Outcome.PASSED, 5)));
            commit(closing(id, 1, fixtureMs));
            // A retest in a new JVM says nothing of the whole unit.
            commit(closing(id, 2, 1));
            commit(Sample.end(id));
        }

        assertThat(estimate(unit("p.First", A))).isEqualTo(new Whole(1_005, true));
    }

    private static Command.CloseUnit closing(String buildId, long lease, long fixtureMs) {
        return new Command.CloseUnit(buildId, "", UNIT.unitId(), lease, fixtureMs + 5, fixtureMs, List.of(), List.of());
    }

    @Test
    void aLeafThatRegistersTestsTakesTheSumOfThem() {
        PlannedUnit unit = unit("p.First", EACH, A);
        for (int build = 0; build < 3; build++) {
            run(
                    unit,
                    entry(invocation(EACH, 1), 1, Outcome.PASSED, 200),
                    entry(invocation(EACH, 2), 1, Outcome.PASSED, 300),
                    entry(A, 1, Outcome.PASSED, 10));
        }
        assertThat(estimate(unit)).isEqualTo(new Whole(510, true));

        run(unit, entry(invocation(EACH, 1), 1, Outcome.FAILED, 1), entry(invocation(EACH, 2), 1, Outcome.PASSED, 1));
        assertThat(estimate(unit)).isEqualTo(new Whole(510, true));
        assertThat(tests(Sort.NAME)).extracting(TestHistory::name).containsExactly("a", "each[1]", "each[2]");
    }

    @Test
    void testsWhoseIdsDifferInEachBuildAreForgotten() {
        PlannedUnit unit = unit("p.First", EACH);
        for (int build = 0; build < 200; build++) {
            run(unit, entry(invocation(EACH, 1_000 + build), 1, Outcome.PASSED, 20));
        }

        assertThat(page(new TestQuery("suite", "", Sort.NAME, false, 0, 1)).total())
                .isLessThanOrEqualTo(110);
        assertThat(estimate(unit)).isEqualTo(new Whole(20, true));
    }

    @Test
    void aTestHasItsFigures() {
        run(UNIT, entry(A, 1, Outcome.PASSED, 10));
        run(UNIT, entry(A, 1, Outcome.FAILED, 40), entry(A, 2, Outcome.PASSED, 20));
        run(UNIT, entry(A, 1, Outcome.SKIPPED, 0));
        run(UNIT, entry(A, 1, Outcome.TIMED_OUT, 5));

        TestHistory figures = tests(Sort.NAME).get(0);
        assertThat(figures.uniqueId()).isEqualTo(A.uniqueId());
        assertThat(figures.className()).isEqualTo("p.First");
        assertThat(figures.runs()).isEqualTo(4);
        assertThat(figures.passes()).isEqualTo(2);
        // R: prop.test(2, 4, correct = FALSE)$conf.int
        assertThat(figures.passRateLow()).isCloseTo(0.1500390, within(1e-6));
        assertThat(figures.passRateHigh()).isCloseTo(0.8499610, within(1e-6));
        assertThat(figures.medianUs()).isEqualTo(10_000);
        assertThat(figures.p95Us()).isEqualTo(20_000);
        assertThat(figures.timeLostUs()).isEqualTo(65_000);
        assertThat(figures.lastRedAtMs()).isEqualTo(2_001);
        assertThat(figures.intermittentBuilds()).isEqualTo(1);
    }

    @Test
    void aRetestThatIsRecordedAfterTheUnitClosedCountsToo() {
        commit(Sample.submit("b1", "suite"));
        commit(Sample.plan("b1", UNIT));
        commit(Sample.record("b1", entry(A, 1, Outcome.FAILED, 5)));
        commit(Sample.close("b1", "p.First", 1));
        restart();
        commit(Sample.record("b1", entry(A, 2, Outcome.PASSED, 7)));
        restart();
        commit(Sample.close("b1", "p.First", 2));
        commit(Sample.record("b1", entry(A, 3, Outcome.PASSED, 7)));
        commit(Sample.end("b1"));

        TestHistory figures = tests(Sort.NAME).get(0);
        assertThat(figures.runs()).isEqualTo(3);
        assertThat(figures.passes()).isEqualTo(2);
        assertThat(figures.intermittentBuilds()).isEqualTo(1);
    }

    @Test
    void percentilesLookAtTheLastTwoHundredPasses() {
        for (int i = 1; i <= 300; i++) {
            run(unit("p.First", A), entry(A, 1, Outcome.PASSED, i));
        }

        // 101 to 300 are left.
        TestHistory figures = tests(Sort.NAME).get(0);
        assertThat(figures.runs()).isEqualTo(300);
        assertThat(figures.medianUs()).isEqualTo(200_000);
        assertThat(figures.p95Us()).isEqualTo(290_000);
    }

    @Test
    void eachOrderBeginsWithWhatMostWantsAttention() {
        TestInfo slow = test("p.Slow", "slow");
        TestInfo red = test("p.Red", "red");
        TestInfo skipped = test("p.Skipped", "skipped");
        run(unit("p.Slow", slow), entry(slow, 1, Outcome.PASSED, 900));
        run(unit("p.Red", red), entry(red, 1, Outcome.FAILED, 40));
        run(unit("p.Red", red), entry(red, 1, Outcome.PASSED, 40));
        run(unit("p.Skipped", skipped), entry(skipped, 1, Outcome.SKIPPED, 0));

        assertThat(names(Sort.TIME_LOST, false)).startsWith("red");
        assertThat(names(Sort.PASS_RATE, false)).containsExactly("red", "slow", "skipped");
        assertThat(names(Sort.MEDIAN, false)).containsExactly("slow", "red", "skipped");
        assertThat(names(Sort.P95, false)).containsExactly("slow", "red", "skipped");
        assertThat(names(Sort.RUNS, false)).containsExactly("red", "slow", "skipped");
        assertThat(names(Sort.NAME, false)).containsExactly("red", "skipped", "slow");
        assertThat(names(Sort.NAME, true)).containsExactly("slow", "skipped", "red");
    }

    private List<String> names(Sort sort, boolean reverse) {
        return page(new TestQuery("", "", sort, reverse, 0, 100)).tests().stream()
                .map(TestHistory::name)
                .toList();
    }

    @Test
    void aListingFollowsWhatIsRecordedAndForgotten() {
        TestInfo other = test("p.Other", "other");
        assertThat(names(Sort.MEDIAN, false)).isEmpty();
        run(UNIT, entry(A, 1, Outcome.PASSED, 10), entry(B, 1, Outcome.PASSED, 20));
        assertThat(names(Sort.MEDIAN, false)).containsExactly("b", "a");
        run(unit("p.Other", other), entry(other, 1, Outcome.PASSED, 15));
        assertThat(names(Sort.MEDIAN, false)).containsExactly("b", "other", "a");
        for (int i = 0; i < 3; i++) {
            run(UNIT, entry(A, 1, Outcome.PASSED, 30), entry(B, 1, Outcome.PASSED, 20));
        }
        assertThat(names(Sort.MEDIAN, false)).containsExactly("a", "b", "other");
        assertThat(names(Sort.RUNS, false)).containsExactly("a", "b", "other");

        run(UNIT, entry(B, 1, Outcome.FAILED, 20), entry(B, 2, Outcome.PASSED, 20));
        assertThat(names(Sort.TIME_LOST, false)).startsWith("b");
        assertThat(in(TestState.SUSPECT)).containsExactly("b");
        assertThat(in(TestState.HEALTHY)).containsExactly("a", "other");

        commit(new Command.ForgetPast(List.of(new Command.ForgetPast.OldUnit(1, UNIT.unitId(), 5)), 0));
        assertThat(names(Sort.NAME, false)).containsExactly("other");
        restart();
        assertThat(names(Sort.NAME, false)).containsExactly("other");
    }

    private List<String> in(TestState state) {
        return page(new TestQuery("", "", state, Sort.NAME, false, 0, 100)).tests().stream()
                .map(TestHistory::name)
                .toList();
    }

    @Test
    void aListingIsFilteredAndPaged() {
        run(UNIT, entry(A, 1, Outcome.PASSED, 1), entry(B, 1, Outcome.PASSED, 1));
        runBuild(store().ledger(), "other", "suite2", UNIT, entry(A, 1, Outcome.PASSED, 1));

        TestPage second = page(new TestQuery("suite", "FIRST#", Sort.NAME, false, 1, 1));
        assertThat(second.tests()).extracting(TestHistory::name).containsExactly("b");
        assertThat(second.total()).isEqualTo(2);
        assertThat(page(new TestQuery("suite", "#b", Sort.NAME, false, 0, 9)).total())
                .isEqualTo(1);
        assertThat(page(new TestQuery("", "", Sort.NAME, false, 0, 9)).total()).isEqualTo(3);
        assertThat(page(new TestQuery("suite", "", Sort.NAME, false, 50, 9)).tests())
                .isEmpty();
        assertThat(page(new TestQuery("unknown", "", Sort.NAME, false, 0, 9)).total())
                .isZero();
    }

    @Test
    void suitesAndModulesHaveHistoriesOfTheirOwn() {
        run(UNIT, entry(A, 1, Outcome.PASSED, 10));

        assertThat(estimate("other", "", unit("p.First", A))).isEqualTo(new Whole(1_000, false));
        assertThat(estimate("suite", "module", unit("p.First", A))).isEqualTo(new Whole(1_000, false));
    }
}
