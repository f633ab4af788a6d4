package io.verdigrid.coordinator.store.rocksdb;

import static io.verdigrid.coordinator.store.Sample.commit;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import io.verdigrid.coordinator.ledger.Applied;
import io.verdigrid.coordinator.ledger.Command;
import io.verdigrid.coordinator.model.Outcome;
import io.verdigrid.coordinator.model.PlannedUnit;
import io.verdigrid.coordinator.model.TestInfo;
import io.verdigrid.coordinator.store.HistoryStore.Sort;
import io.verdigrid.coordinator.store.HistoryStore.TestQuery;
import io.verdigrid.coordinator.store.RecordedAttempt;
import io.verdigrid.coordinator.store.Sample;
import io.verdigrid.protocol.TimeSource;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A build of 57,600 tests in 300 classes is recorded, listed and restored. With {@code -DargLine=-Dverdigrid.builds=200} it
 * records as many builds and prints what each step took.
 */
final class LargeBuildTest {
    private static final int CLASSES = 300;
    private static final int TESTS = 192;
    private static final int BATCH = 64;
    private static final int BUILDS = Integer.getInteger("verdigrid.builds", 2);

    private static final String LAST = "b" + BUILDS;

    @TempDir
    Path dataDir = Path.of("");

    @Test
    void aLargeBuildIsRecordedListedAndRestored() {
        List<PlannedUnit> units = units();
        try (RocksStore store = RocksStore.open(dataDir, TimeSource.system())) {
            for (int build = 1; build <= BUILDS; build++) {
                record(store, "b" + build, units);
            }
            measure(
                    "estimates",
                    () -> assertThat(store.history().estimates("s", "", units))
                            .allMatch(estimate -> estimate.fromHistory()));
            measure(
                    "tests by time lost",
                    () -> assertThat(store.history()
                                    .tests(new TestQuery("s", "", Sort.TIME_LOST, false, 0, 50))
                                    .total())
                            .isEqualTo(CLASSES * TESTS));
            measure(
                    "tests by p95",
                    () -> assertThat(store.history()
                                    .tests(new TestQuery("s", "", Sort.P95, false, 0, 50))
                                    .tests())
                            .hasSize(50));
            AtomicInteger listed = new AtomicInteger();
            measure("verdicts", () -> store.builds().verdicts(LAST, verdict -> listed.incrementAndGet()));
            assertThat(listed).hasValue(CLASSES * TESTS);
            measure("watch", () -> assertThat(watch(store, LAST)).isEqualTo(CLASSES * TESTS));
        }
        measure("open with an open build", () -> {
            try (RocksStore store = RocksStore.open(dataDir, TimeSource.system())) {
                assertThat(store.builds().openBuilds().get(0).units()).hasSize(CLASSES);
            }
        });
    }

    private static void record(RocksStore store, String buildId, List<PlannedUnit> units) {
        measure(buildId + " plan", () -> {
            commit(store.ledger(), Sample.submit(buildId, "s"));
            units.forEach(unit -> commit(store.ledger(), Sample.plan(buildId, unit)));
        });
        measure(buildId + " results", () -> {
            CompletionStage<Applied> last = store.ledger().commit(Sample.plan(buildId));
            for (PlannedUnit unit : units) {
                for (int from = 0; from < TESTS; from += BATCH) {
                    last = store.ledger().commit(batch(buildId, unit, from));
                }
                last = store.ledger().commit(Sample.close(buildId, unit.className(), 1));
            }
            last.toCompletableFuture().join();
        });
        assertThat(store.builds().build(buildId).orElseThrow().counts().planned())
                .isEqualTo(CLASSES * TESTS);
        if (!buildId.equals(LAST)) {
            measure(buildId + " end", () -> commit(store.ledger(), Sample.end(buildId)));
        }
    }

    private static Command batch(String buildId, PlannedUnit unit, int from) {
        List<Command.RecordAttempts.Entry> entries = new ArrayList<>();
        for (TestInfo test : unit.tests().subList(from, from + BATCH)) {
            entries.add(Sample.entry(
                    test, 1, Outcome.PASSED, 1 + Math.floorMod(test.name().hashCode(), 50)));
        }
        return new Command.RecordAttempts(buildId, entries, 1);
    }

    private static int watch(RocksStore store, String buildId) {
        long cursor = 0;
        int seen = 0;
        List<RecordedAttempt> some = store.builds().attempts(buildId, cursor, 500);
        while (!some.isEmpty()) {
            seen += some.size();
            cursor = some.get(some.size() - 1).position();
            some = store.builds().attempts(buildId, cursor, 500);
        }
        return seen;
    }

    private static List<PlannedUnit> units() {
        List<PlannedUnit> units = new ArrayList<>();
        for (int c = 0; c < CLASSES; c++) {
            String className = "org.example.some.package.C" + c + "Test";
            String[] methods = new String[TESTS];
            for (int m = 0; m < TESTS; m++) {
                methods[m] = "testSomethingOfTheLibrary" + m;
            }
            units.add(Sample.unit(className, methods));
        }
        return units;
    }

    private static void measure(String what, Runnable action) {
        long cpu = processCpuNanos();
        long begin = TimeSource.system().nanos();
        action.run();
        long wall = TimeSource.system().nanos() - begin;
        if (Integer.getInteger("verdigrid.builds") != null) {
            System.out.printf(
                    "%-28s %6d ms, %6d ms CPU%n", what, wall / 1_000_000, (processCpuNanos() - cpu) / 1_000_000);
        }
    }

    private static long processCpuNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }
}
