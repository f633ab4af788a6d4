package io.verdigrid.coordinator.store;

import io.verdigrid.coordinator.model.Trunk;
import java.util.List;

/** Trunks, as far as the ledger has applied what changes them. Thread-safe. */
public interface TrunkStore {
    /**
     * The trunks that were ever blocked, or had a green build, by branch, and in a branch by suite.
     *
     * @param branch empty: of all branches
     */
    List<Trunk> trunks(String branch);
}
