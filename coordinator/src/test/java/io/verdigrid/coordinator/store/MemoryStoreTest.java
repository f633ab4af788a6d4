package io.verdigrid.coordinator.store;

import static io.verdigrid.coordinator.store.Sample.entry;
import static io.verdigrid.coordinator.store.Sample.invocation;
import static io.verdigrid.coordinator.store.Sample.runBuild;
import static io.verdigrid.coordinator.store.Sample.template;
import static io.verdigrid.coordinator.store.Sample.unit;
import static org.assertj.core.api.Assertions.assertThat;

import io.verdigrid.coordinator.ledger.Command.RecordAttempts.Entry;
import io.verdigrid.coordinator.model.Outcome;
import io.verdigrid.coordinator.model.TestInfo;
import io.verdigrid.coordinator.rows.Keys;
import io.verdigrid.coordinator.rows.Table;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The store for tests keeps the contract too. */
final class MemoryStoreTest extends StoreContract {
    @Override
    protected Store open() {
        return new MemoryStore();
    }

    @Override
    protected Store reopen(Store closed) {
        return ((MemoryStore) closed).restarted();
    }

    @Test
    void testsWhoseIdsChangeInEachBuildLeaveNoRowsBehind() {
        MemoryStore store = new MemoryStore();
        TestInfo each = template("p.First", "each");
        for (int build = 0; build < 30; build++) {
            int first = 100 * build;
            Entry[] entries = IntStream.range(0, 40)
                    .mapToObj(i -> entry(invocation(each, first + i), 1, Outcome.PASSED, 1))
                    .toArray(Entry[]::new);
            runBuild(store.ledger(), "b" + (100 + build), "suite", unit("p.First", each), entries);
        }

        int[] rows = new int[1];
        store.rows().scan(Table.HISTORY_RUN, Keys.ALL, (key, value) -> ++rows[0] > 0);
        // 260 tests are kept at most, 32 in a block, and each block is in one or two builds, of the newest of which a
        // few more stay.
        assertThat(rows[0]).isBetween(8, 20);
    }
}
