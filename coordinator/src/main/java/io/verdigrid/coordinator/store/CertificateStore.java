package io.verdigrid.coordinator.store;

import java.util.List;
import java.util.Optional;

/** Certificates of green builds, as far as the ledger has applied what changes them. Thread-safe. */
public interface CertificateStore {
    /**
     * One of them.
     *
     * @param pending no deployer has acknowledged it
     * @param envelope empty: not signed yet
     * @param authors mail addresses of who made the revision
     */
    record Stored(String buildId, boolean pending, String envelope, List<String> authors) {
        /** Copies its list. */
        public Stored {
            authors = List.copyOf(authors);
        }
    }

    /** That of this build, if it has one. */
    Optional<Stored> certificate(String buildId);

    /** Newest first. */
    List<Stored> certificates(boolean pendingOnly, int limit);
}
