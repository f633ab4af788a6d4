package io.verdigrid.coordinator.ledger;

import java.util.concurrent.CompletionStage;

/**
 * The one seam behind which a fact becomes durable. Today RocksDB's own log with group commit, later a replicated one.
 *
 * <p>Thread-safe. Commands become durable and applied in the order of their commits.
 */
public interface Ledger extends AutoCloseable {
    /**
     * Completes when the command is durable and applied; the stages complete in the order of their commits, on the
     * ledger's own thread, which must not be blocked. Fails with a LedgerFailure when the disk refuses: then nothing of it
     * is applied, and every later commit fails too.
     */
    CompletionStage<Applied> commit(Command command);

    /** Counts the boots on this data; later, the terms of leadership. It is the upper half of every lease's number. */
    long epoch();

    /** Makes durable what was committed, then lets go of the data. */
    @Override
    void close();
}
