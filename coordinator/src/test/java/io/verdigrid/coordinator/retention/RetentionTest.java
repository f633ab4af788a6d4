package io.verdigrid.coordinator.retention;

import static io.verdigrid.coordinator.store.Sample.commit;
import static io.verdigrid.coordinator.store.Sample.test;
import static io.verdigrid.coordinator.store.Sample.unit;
import static org.assertj.core.api.Assertions.assertThat;

import io.verdigrid.coordinator.ledger.Command;
import io.verdigrid.coordinator.ledger.Ledger;
import io.verdigrid.coordinator.model.Attempt;
import io.verdigrid.coordinator.model.BuildAccount;
import io.verdigrid.coordinator.model.BuildEnding;
import io.verdigrid.coordinator.model.BuildRecord;
import io.verdigrid.coordinator.model.BuildStatus;
import io.verdigrid.coordinator.model.Outcome;
import io.verdigrid.coordinator.model.PlannedUnit;
import io.verdigrid.coordinator.model.TestInfo;
import io.verdigrid.coordinator.rows.Keys;
import io.verdigrid.coordinator.rows.Table;
import io.verdigrid.coordinator.store.MemoryStore;
import io.verdigrid.coordinator.store.PastStore.PastDay;
import io.verdigrid.coordinator.store.PastStore.TestKey;
import io.verdigrid.coordinator.store.PastStore.TestName;
import io.verdigrid.coordinator.store.Sample;
import io.verdigrid.coordinator.store.UnusedBlobs;
import io.verdigrid.protocol.TimeSource;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is too old goes, and nothing else. */
final class RetentionTest {
    private static final long DAY_MS = Duration.ofDays(1).toMillis();
    private static final TestInfo A = test("p.First", "a");
    private static final PlannedUnit UNIT = unit("p.First", A);
    private static final TestInfo OLD = test("p.Old", "old");

    private final MemoryStore store = new MemoryStore();
    private final List<Long> asked = new ArrayList<>();
    private long nowMs = 1_000 * DAY_MS;

    /** Sleeping takes no time. */
    private final TimeSource time = new TimeSource() {
        @Override
        public long epochMillis() {
            return nowMs;
        }

        @Override
        public long nanos() {
            return nowMs * 1_000_000;
        }

        @Override
        public void sleep(Duration duration) {}
    };

    private void run(String id, String suite, long day, PlannedUnit unit, TestInfo test) {
        long atMs = day * DAY_MS + 5;
        Ledger ledger = store.ledger();
        commit(ledger, new Command.SubmitBuild(id, "r-" + id, Sample.spec(suite, ""), atMs));
        commit(ledger, Sample.plan(id, unit));
        Attempt attempt = new Attempt(1, Outcome.PASSED, atMs, 1_500, "w", 1, null, null, null, false);
        commit(ledger, Sample.record(id, new Command.RecordAttempts.Entry("", test, attempt)));
        commit(ledger, Sample.close(id, unit.className(), 1));
        commit(ledger, new Command.ClosePlan(id, "", List.of()));
        commit(
                ledger,
                new Command.EndBuild(id, BuildStatus.GREEN, new BuildEnding(atMs + 9, "", false, BuildAccount.NONE)));
    }

    private Retention retention(KeptFor keptFor, UnusedBlobs blobs) {
        return new Retention(keptFor, store, blobs, time);
    }

    private Retention round() throws InterruptedException, IOException {
        Retention retention = retention(KeptFor.USUAL, (sinceMs, limit) -> 0);
        retention.round();
        return retention;
    }

    private List<String> builds() {
        return store.builds().builds("", "", 1_000).stream()
                .map(BuildRecord::buildId)
                .toList();
    }

    private int rows(Table table) {
        int[] rows = new int[1];
        store.rows().scan(table, Keys.ALL, (key, value) -> ++rows[0] > 0);
        return rows[0];
    }

    private Optional<TestKey> find(TestInfo test) {
        return store.past().find(new TestName("", "", test.uniqueId()), 1).stream()
                .findFirst();
    }

    @Test
    void oldBuildsGoWithAllTheirRowsButForTheNewestOfASuite() throws Exception {
        for (int i = 0; i < 50; i++) {
            run(String.format("a%02d", i), "busy", 900 + i, UNIT, A);
        }
        run("rare", "rare", 100, UNIT, A);
        for (int i = 50; i < 80; i++) {
            run(String.format("a%02d", i), "busy", 900 + i, UNIT, A);
        }

        // Day 970 is the last that is kept.
        Retention retention = round();

        assertThat(builds()).hasSize(11).startsWith("rare", "a79").endsWith("a70");
        assertThat(retention.figures().builds()).isEqualTo(70);
        assertThat(rows(Table.ATTEMPT)).isEqualTo(11);
        assertThat(rows(Table.TEST)).isEqualTo(11);
        assertThat(rows(Table.UNIT)).isEqualTo(11);
        assertThat(rows(Table.UNIT_STATE)).isEqualTo(11);
        assertThat(rows(Table.WORKER)).isEqualTo(11);
        assertThat(rows(Table.PLAN_CLOSED)).isEqualTo(11);
        assertThat(rows(Table.BUILD_STATE)).isEqualTo(11);
        assertThat(rows(Table.SUITE_BUILD)).isEqualTo(11);
        assertThat(rows(Table.REQUEST)).isEqualTo(11);
        // What history has of them stays.
        assertThat(store.past().days(find(A).orElseThrow(), 1_000)).hasSize(80);
        assertThat(round().figures().builds()).isZero();
    }

    @Test
    void aBuildThatIsOpenStaysHoweverOldItIs() throws Exception {
        commit(store.ledger(), new Command.SubmitBuild("open", "", Sample.spec("s", ""), 5));
        for (int i = 0; i < 12; i++) {
            run("x" + (10 + i), "s", 1 + i, UNIT, A);
        }

        round();

        assertThat(builds()).hasSize(11).contains("open").doesNotContain("x10", "x11");
    }

    @Test
    void daysGoAfterFourHundredAndTestsThatNoLongerRunWithAllThatIsKnownOfThem() throws Exception {
        run("b1", "s", 500, unit("p.Old", OLD), OLD);
        for (int day : new int[] {500, 599, 600, 990}) {
            run("c" + day, "s", day, UNIT, A);
        }

        Retention retention = round();

        assertThat(store.past().days(find(A).orElseThrow(), 9))
                .extracting(PastDay::day)
                .containsExactly(990, 600);
        assertThat(find(OLD)).isEmpty();
        assertThat(retention.figures().units()).isEqualTo(1);
        assertThat(rows(Table.HISTORY_UNIT)).isEqualTo(1);
        assertThat(rows(Table.HISTORY_CLASS)).isEqualTo(1);
        // The ring goes by count, not by age.
        assertThat(rows(Table.HISTORY_RUN)).isEqualTo(4);
    }

    @Test
    void aUnitThatRanAgainSinceSomebodyLookedStays() {
        run("b1", "s", 500, unit("p.Old", OLD), OLD);
        Command.ForgetPast forget =
                store.ages().oldPast(Optional.empty(), 600 * DAY_MS, 9).forget();
        assertThat(forget.units()).hasSize(1);
        run("b2", "s", 990, unit("p.Old", OLD), OLD);

        commit(store.ledger(), forget);

        assertThat(find(OLD)).isPresent();
    }

    @Test
    void allUnitsAreLookedAtStepByStep() {
        for (int i = 0; i < 7; i++) {
            TestInfo test = test("p.C" + i, "t");
            run("b" + i, "s", 500, unit("p.C" + i, test), test);
        }

        var first = store.ages().oldPast(Optional.empty(), 600 * DAY_MS, 4);
        var second = store.ages().oldPast(first.next(), 600 * DAY_MS, 4);

        assertThat(first.forget().units()).hasSize(4);
        assertThat(second.forget().units())
                .hasSize(3)
                .doesNotContainAnyElementsOf(first.forget().units());
        assertThat(second.next()).isEmpty();
    }

    @Test
    void unusedBlobsGoInStepsTwoDaysLaterThanBuilds() throws Exception {
        List<Integer> left = new ArrayList<>(List.of(100, 100, 7));
        Retention retention = retention(KeptFor.USUAL, (sinceMs, limit) -> {
            asked.add(sinceMs);
            return left.remove(0);
        });

        retention.round();

        assertThat(retention.figures().blobs()).isEqualTo(207);
        assertThat(asked).containsOnly((1_000 - 32) * DAY_MS);
    }

    @Test
    void nothingGoesThatIsKeptForEver() throws Exception {
        for (int i = 0; i < 20; i++) {
            run("b" + (10 + i), "s", i + 1, UNIT, A);
        }

        retention(new KeptFor(Optional.empty(), Optional.empty()), (sinceMs, limit) -> {
                    throw new AssertionError();
                })
                .round();

        assertThat(builds()).hasSize(20);
        assertThat(store.past().days(find(A).orElseThrow(), 99)).hasSize(20);
    }

    @Test
    void itRunsByItselfUntilItIsClosed() throws Exception {
        for (int i = 0; i < 12; i++) {
            run("b" + (10 + i), "s", i + 1, UNIT, A);
        }

        Retention retention = retention(KeptFor.USUAL, (sinceMs, limit) -> 0);
        retention.start();
        while (retention.figures().lastRoundMs() == 0) {
            Thread.onSpinWait();
        }
        retention.close();

        assertThat(builds()).hasSize(10);
    }
}
