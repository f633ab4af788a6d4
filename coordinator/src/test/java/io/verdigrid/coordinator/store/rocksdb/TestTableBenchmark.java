package io.verdigrid.coordinator.store.rocksdb;

import static io.verdigrid.coordinator.store.Sample.commit;

import io.verdigrid.coordinator.judging.TestState;
import io.verdigrid.coordinator.ledger.Applied;
import io.verdigrid.coordinator.ledger.Command;
import io.verdigrid.coordinator.model.Outcome;
import io.verdigrid.coordinator.model.PlannedUnit;
import io.verdigrid.coordinator.model.TestInfo;
import io.verdigrid.coordinator.store.HistoryStore.Sort;
import io.verdigrid.coordinator.store.HistoryStore.TestPage;
import io.verdigrid.coordinator.store.HistoryStore.TestQuery;
import io.verdigrid.coordinator.store.Sample;
import io.verdigrid.protocol.TimeSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Pages of the table of 100,000 tests, timed: for docs/benchmarks/test-table.sh. */
final class TestTableBenchmark {
    private static final int CLASSES = 1_000;
    private static final int TESTS = 100;
    private static final int PAGE = 50;
    private static final int TIMES = 21;

    private final TimeSource time = TimeSource.system();
    private final Random random;

    private TestTableBenchmark(long seed) {
        random = new Random(seed);
    }

    public static void main(String[] args) throws Exception {
        new TestTableBenchmark(Long.parseLong(args[2])).run(Path.of(args[0]), Integer.parseInt(args[1]));
    }

    private void run(Path folder, int builds) throws Exception {
        List<PlannedUnit> units = units();
        try (RocksStore store = RocksStore.open(folder, time)) {
            AutoCloseable following = store.keepTestsReady();
            for (int build = 0; build < builds; build++) {
                record(store, String.format("b%05d", build), units);
            }
            // Until the thread that follows has seen all, as it has some time after a build.
            say("| page of 50 of 100,000 tests, " + builds + " builds | median, ms | slowest of " + TIMES + " |");
            say("|---|---|---|");
            time.sleep(Duration.ofSeconds(Long.getLong("verdigrid.settle", 60)));
            pages(store);
            record(store, "last", units);
            measure("by P95, while a build of all tests is taken in", store, query(Sort.P95, "", null, 0, false));
            measure("by TIME_LOST, then", store, query(Sort.TIME_LOST, "", null, 0, false));
            following.close();
        }
        try (RocksStore store = RocksStore.open(folder, time)) {
            long began = time.nanos();
            store.history().tests(query(Sort.TIME_LOST, "", null, 0, false));
            long first = time.nanos();
            store.history().tests(query(Sort.P95, "", null, 0, false));
            say(String.format(
                    Locale.ROOT,
                    "%nThe first page after a start: %d ms; percentiles of all tests: %d ms.",
                    (first - began) / 1_000_000,
                    (time.nanos() - first) / 1_000_000));
        }
    }

    private void pages(RocksStore store) {
        for (Sort sort : Sort.values()) {
            measure("by " + sort, store, query(sort, "", null, 0, false));
        }
        measure("by NAME, reversed", store, query(Sort.NAME, "", null, 0, true));
        measure("by P95, page 1,000", store, query(Sort.P95, "", null, 50_000, false));
        measure("by P95, filter 'class77'", store, query(Sort.P95, "class77", null, 0, false));
        measure("by NAME, filter that nothing passes", store, query(Sort.NAME, "nobody", null, 0, false));
        measure("by TIME_LOST, state SUSPECT", store, query(Sort.TIME_LOST, "", TestState.SUSPECT, 0, false));
    }

    private static TestQuery query(Sort sort, String filter, @Nullable TestState state, int offset, boolean reverse) {
        return new TestQuery("suite", filter, state, sort, reverse, offset, PAGE);
    }

    private void measure(String what, RocksStore store, TestQuery query) {
        long[] nanos = new long[TIMES];
        TestPage page = new TestPage(List.of(), 0);
        for (int i = 0; i < TIMES; i++) {
            long began = time.nanos();
            page = store.history().tests(query);
            nanos[i] = time.nanos() - began;
        }
        Arrays.sort(nanos);
        say(String.format(
                Locale.ROOT,
                "| %s (%,d of %,d) | %.1f | %.1f |",
                what,
                page.tests().size(),
                page.total(),
                nanos[TIMES / 2] / 1e6,
                nanos[TIMES - 1] / 1e6));
    }

    private void record(RocksStore store, String build, List<PlannedUnit> units) {
        commit(store.ledger(), Sample.submit(build, "suite"));
        CompletionStage<Applied> last = store.ledger().commit(Sample.plan(build));
        for (PlannedUnit unit : units) {
            store.ledger().commit(Sample.plan(build, unit));
            List<Command.RecordAttempts.Entry> entries = new ArrayList<>();
            for (TestInfo test : unit.tests()) {
                // Log-normal durations around a median of the test's own; one run of 2,000 is red, and green again.
                long median = 1L + Math.floorMod(test.uniqueId().hashCode(), 400);
                long duration = Math.max(1, Math.round(median * Math.exp(0.3 * random.nextGaussian())));
                if (random.nextInt(2_000) == 0) {
                    entries.add(Sample.entry(test, 1, Outcome.FAILED, duration));
                    entries.add(Sample.entry(test, 2, Outcome.PASSED, duration));
                } else {
                    entries.add(Sample.entry(test, 1, Outcome.PASSED, duration));
                }
            }
            store.ledger().commit(new Command.RecordAttempts(build, entries, 1));
            last = store.ledger().commit(Sample.close(build, unit.className(), 1));
        }
        last.toCompletableFuture().join();
        commit(store.ledger(), Sample.end(build));
    }

    private static List<PlannedUnit> units() {
        List<PlannedUnit> units = new ArrayList<>();
        for (int c = 0; c < CLASSES; c++) {
            String[] methods = new String[TESTS];
            for (int m = 0; m < TESTS; m++) {
                methods[m] = "doesWhatIsExpectedInCase" + m;
            }
            units.add(Sample.unit("org.example.some.package" + c % 40 + ".Class" + c + "Test", methods));
        }
        return units;
    }

    @SuppressWarnings("SystemOut")
    private static void say(String line) {
        System.out.println(line);
    }
}
