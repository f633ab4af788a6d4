package io.verdigrid.coordinator.store;

import io.verdigrid.coordinator.ledger.Applied;
import io.verdigrid.coordinator.ledger.Command;
import io.verdigrid.coordinator.ledger.GridState;
import io.verdigrid.coordinator.ledger.Ledger;
import io.verdigrid.coordinator.ledger.LedgerFailure;
import io.verdigrid.coordinator.rows.StateBatch;
import io.verdigrid.coordinator.store.view.AgeView;
import io.verdigrid.coordinator.store.view.BuildView;
import io.verdigrid.coordinator.store.view.CertificateView;
import io.verdigrid.coordinator.store.view.HistoryView;
import io.verdigrid.coordinator.store.view.IssueView;
import io.verdigrid.coordinator.store.view.OutboxView;
import io.verdigrid.coordinator.store.view.PastView;
import io.verdigrid.coordinator.store.view.TestTable;
import io.verdigrid.coordinator.store.view.TrunkView;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A store in memory, for tests: the same state machine, without a disk. A commit is applied, and its stage completed, before
 * {@code commit} returns, on the thread that called it, unless the store is on hold.
 */
public final class MemoryStore implements Store {
    private final MemoryRows rows;
    private final TestTable table;
    private final GridState state;
    private final long epoch;
    private final Deque<Runnable> held = new ArrayDeque<>();
    private boolean onHold;
    private @Nullable LedgerFailure failure;

    /** An empty store. */
    public MemoryStore() {
        this(new MemoryRows());
    }

    /** A store on rows that are there already. */
    public MemoryStore(MemoryRows rows) {
        this.rows = rows;
        table = new TestTable(rows);
        StateBatch boot = new StateBatch(rows);
        epoch = GridState.beginEpoch(boot);
        rows.write(boot);
        state = GridState.load(rows);
    }

    /** The store as a coordinator finds it that starts after kill -9: what was held is lost, and this one takes nothing. */
    public synchronized MemoryStore restarted() {
        held.clear();
        failure = new LedgerFailure("killed");
        return new MemoryStore(new MemoryRows(rows));
    }

    /** From now on commits wait for {@link #release}. */
    public synchronized void hold() {
        onHold = true;
    }

    /** Applies what waits, and ends the hold. */
    public synchronized void release() {
        onHold = false;
        while (!held.isEmpty()) {
            held.remove().run();
        }
    }

    /** From now on every commit fails as if the disk were full. */
    public synchronized void failWrites() {
        failure = new LedgerFailure("cannot write to data folder memory: No space left on device");
    }

    /** Its rows. */
    public MemoryRows rows() {
        return rows;
    }

    @Override
    public Ledger ledger() {
        return new Ledger() {
            @Override
            public CompletionStage<Applied> commit(Command command) {
                return MemoryStore.this.commit(command);
            }

            @Override
            public long epoch() {
                return epoch;
            }

            @Override
            public void close() {
                MemoryStore.this.close();
            }
        };
    }

    private synchronized CompletionStage<Applied> commit(Command command) {
        CompletableFuture<Applied> promise = new CompletableFuture<>();
        held.add(() -> apply(command, promise));
        if (!onHold) {
            release();
        }
        return promise;
    }

    private void apply(Command command, CompletableFuture<Applied> promise) {
        if (failure != null) {
            promise.completeExceptionally(failure);
            return;
        }
        StateBatch batch = new StateBatch(rows);
        Applied applied = state.apply(state.index() + 1, command, batch);
        rows.write(batch);
        table.changed(batch);
        promise.complete(applied);
    }

    @Override
    public BuildStore builds() {
        return new BuildView(rows);
    }

    @Override
    public HistoryStore history() {
        return new HistoryView(rows, table);
    }

    @Override
    public CertificateStore certificates() {
        return new CertificateView(rows);
    }

    @Override
    public PastStore past() {
        return new PastView(rows);
    }

    @Override
    public AgeStore ages() {
        return new AgeView(rows);
    }

    @Override
    public TrunkStore trunks() {
        return new TrunkView(rows);
    }

    @Override
    public OutboxStore outbox() {
        return new OutboxView(rows);
    }

    @Override
    public IssueStore issues() {
        return new IssueView(rows);
    }

    @Override
    public synchronized void close() {
        release();
        failure = failure == null ? new LedgerFailure("the ledger is closed") : failure;
    }
}
