package io.verdigrid.coordinator.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.verdigrid.coordinator.rows.StateBatch;
import io.verdigrid.coordinator.store.MemoryRows;
import io.verdigrid.coordinator.store.Sample;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many commits share a write, promises are kept in order, and a disk that refused is not trusted again. */
@Timeout(60)
final class GroupCommitTest {
    private final MemoryRows rows = new MemoryRows();
    private final SlowDisk disk = new SlowDisk();

    /** A disk that a test can stop, and make refuse. */
    private final class SlowDisk implements GroupCommit.Disk {
        private final CountDownLatch stopped = new CountDownLatch(1);
        private volatile @Nullable CountDownLatch gate;
        private volatile boolean full;
        private int writes;

        @Override
        public void write(StateBatch batch) {
            CountDownLatch wait = gate;
            if (wait != null) {
                stopped.countDown();
                try {
                    wait.await();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }
            if (full) {
                throw new LedgerFailure("cannot write to data folder x: No space left on device");
            }
            writes++;
            rows.write(batch);
        }
    }

    private static CompletableFuture<Applied> commit(Ledger ledger, int number) {
        return ledger.commit(Sample.submit("b" + number, "s")).toCompletableFuture();
    }

    @Test
    void whatWaitsWhileTheDiskIsBusyIsWrittenTogetherAndPromisesAreKeptInOrder() throws Exception {
        GroupCommit ledger = GroupCommit.open(rows, disk);
        CountDownLatch gate = new CountDownLatch(1);
        disk.gate = gate;
        List<Long> kept = Collections.synchronizedList(new ArrayList<>());
        List<CompletableFuture<Void>> commits = new ArrayList<>();
        commits.add(commit(ledger, 0).thenAccept(applied -> kept.add(applied.index())));
        disk.stopped.await();
        for (int i = 1; i < 500; i++) {
            commits.add(commit(ledger, i).thenAccept(applied -> kept.add(applied.index())));
        }

        gate.countDown();
        CompletableFuture.allOf(commits.toArray(CompletableFuture[]::new)).get();
        ledger.close();

        assertThat(kept)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 500).boxed().toList());
        // The boot, the first command, and all others.
        assertThat(disk.writes).isEqualTo(3);
        assertThat(ledger.commands()).isEqualTo(500);
    }

    @Test
    void aRefusedWriteFailsItsCommandsAndAllLaterOnes() throws Exception {
        GroupCommit ledger = GroupCommit.open(rows, disk);
        commit(ledger, 0).get();
        disk.full = true;
        CountDownLatch gate = new CountDownLatch(1);
        disk.gate = gate;
        CompletableFuture<Applied> refused = commit(ledger, 1);
        disk.stopped.await();
        CompletableFuture<Applied> behind = commit(ledger, 2);
        gate.countDown();
        assertThatThrownBy(refused::get)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(LedgerFailure.class)
                .hasMessageContaining("No space left on device");
        assertThatThrownBy(behind::get).hasMessageContaining("No space left on device");

        disk.full = false;
        assertThatThrownBy(() -> commit(ledger, 3).get()).hasMessageContaining("No space left on device");
        ledger.close();
        assertThat(GridState.load(rows).index()).isEqualTo(1);
    }

    @Test
    void closingWritesWhatWasCommittedAndTakesNoMore() throws Exception {
        GroupCommit ledger = GroupCommit.open(rows, disk);
        List<CompletableFuture<Applied>> commits =
                IntStream.range(0, 200).mapToObj(i -> commit(ledger, i)).toList();
        ledger.close();

        assertThat(commits).allMatch(CompletableFuture::isDone);
        assertThat(GridState.load(rows).index()).isEqualTo(200);
        assertThatThrownBy(() -> commit(ledger, 201).get()).hasCauseInstanceOf(LedgerFailure.class);
    }

    @Test
    void itCanBeClosedFromItsOwnThread() throws Exception {
        GroupCommit ledger = GroupCommit.open(rows, disk);

        commit(ledger, 0).thenRun(ledger::close).get(30, TimeUnit.SECONDS);

        ledger.close();
        assertThat(GridState.load(rows).index()).isEqualTo(1);
    }

    @Test
    void eachOpeningCountsAnEpoch() {
        for (long epoch = 1; epoch <= 3; epoch++) {
            GroupCommit ledger = GroupCommit.open(rows, disk);
            assertThat(ledger.epoch()).isEqualTo(epoch);
            ledger.close();
        }
    }
}
