package io.verdigrid.coordinator.ledger;

import io.verdigrid.coordinator.ledger.CommandQueue.Waiting;
import io.verdigrid.coordinator.rows.Rows;
import io.verdigrid.coordinator.rows.StateBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A ledger with one thread of its own: it applies all that waits as one batch, writes it with one synced write, and then
 * keeps its promises in order. So the more is committed, the fewer writes it takes.
 *
 * <p>Thread-safe. A write that fails fails its commands and all later ones.
 */
public final class GroupCommit implements Ledger {
    /** Facts in one batch, so that the first of many is not kept waiting for the last. */
    private static final int BATCH_ENTRIES = 4_000;

    private final CommandQueue queue = new CommandQueue(BATCH_ENTRIES);
    private final AtomicLong commands = new AtomicLong();
    private final Rows rows;
    private final Disk disk;
    private final GridState state;
    private final long epoch;
    private final Thread thread;

    /** Where a batch becomes durable. */
    @FunctionalInterface
    public interface Disk {
        /** Returns when all of the batch is durable; else throws a LedgerFailure. */
        void write(StateBatch batch);
    }

    private GroupCommit(Rows rows, Disk disk, GridState state, long epoch) {
        this.rows = rows;
        this.disk = disk;
        this.state = state;
        this.epoch = epoch;
        thread = new Thread(this::run, "ledger");
        thread.setDaemon(true);
    }

    /** Counts the boot, loads the state, and begins to take commands. */
    public static GroupCommit open(Rows rows, Disk disk) {
        StateBatch boot = new StateBatch(rows);
        long epoch = GridState.beginEpoch(boot);
        disk.write(boot);
        GroupCommit ledger = new GroupCommit(rows, disk, GridState.load(rows), epoch);
        ledger.thread.start();
        return ledger;
    }

    @Override
    public CompletionStage<Applied> commit(Command command) {
        CompletableFuture<Applied> promise = new CompletableFuture<>();
        try {
            queue.add(new Waiting(command, promise));
        } catch (LedgerFailure refused) {
            promise.completeExceptionally(refused);
        }
        return promise;
    }

    @Override
    public long epoch() {
        return epoch;
    }

    /** Commands that became durable since the start. */
    public long commands() {
        return commands.get();
    }

    @Override
    public void close() {
        queue.refuse(new LedgerFailure("the ledger is closed"));
        boolean interrupted = false;
        while (thread.isAlive() && Thread.currentThread().getId() != thread.getId()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                // What was promised must be written; the caller learns of its interruption afterwards.
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            for (List<Waiting> group = queue.take(); !group.isEmpty(); group = queue.take()) {
                commit(group);
            }
        } catch (InterruptedException e) {
            fail(List.of(), new LedgerFailure("the ledger's thread was interrupted", e));
        }
    }

    private void commit(List<Waiting> group) {
        List<Applied> applied = new ArrayList<>(group.size());
        try {
            StateBatch batch = new StateBatch(rows);
            for (Waiting waiting : group) {
                applied.add(state.apply(state.index() + 1, waiting.command(), batch));
            }
            disk.write(batch);
        } catch (LedgerFailure e) {
            fail(group, e);
            return;
        } catch (RuntimeException | Error e) {
            fail(group, new LedgerFailure("a command could not be applied: " + e, e));
            return;
        }
        commands.addAndGet(group.size());
        for (int i = 0; i < group.size(); i++) {
            group.get(i).promise().complete(applied.get(i));
        }
    }

    /** The memory may be ahead of the disk now, so nothing more can be applied. */
    private void fail(List<Waiting> group, LedgerFailure failure) {
        queue.refuse(failure);
        group.forEach(waiting -> waiting.promise().completeExceptionally(failure));
        queue.drain().forEach(waiting -> waiting.promise().completeExceptionally(failure));
    }
}
