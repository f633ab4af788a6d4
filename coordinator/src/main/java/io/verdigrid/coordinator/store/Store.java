package io.verdigrid.coordinator.store;

import io.verdigrid.coordinator.ledger.Ledger;

/**
 * The coordinator's durable state: the ledger that changes it, and what can be read of it.
 *
 * <p>Thread-safe. After {@link #close} every call on it or on its parts fails with a LedgerFailure.
 */
public interface Store extends AutoCloseable {
    /** Where facts become durable. */
    Ledger ledger();

    /** Builds, as far as the ledger has applied them. */
    BuildStore builds();

    /** What is known of tests from their builds. */
    HistoryStore history();

    /** What single tests did. */
    PastStore past();

    /** What is older than it has to be kept. */
    AgeStore ages();

    /** The branches' gates. */
    TrunkStore trunks();

    /** What people are to be told of. */
    OutboxStore outbox();

    /** Clusters of failures. */
    IssueStore issues();

    /** What deployers want of green builds. */
    CertificateStore certificates();

    /** Makes durable what was committed, closes the ledger and lets go of the data. A second call does nothing. */
    @Override
    void close();
}
