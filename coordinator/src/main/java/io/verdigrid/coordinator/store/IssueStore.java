package io.verdigrid.coordinator.store;

import io.verdigrid.coordinator.model.Issue;
import java.util.List;

/** Issues, as far as the ledger has applied what changes them. Thread-safe. */
public interface IssueStore {
    /**
     * Issues, newest first.
     *
     * @param suite empty: of all suites
     */
    List<OfSuite> issues(String suite, boolean closedToo, int limit);

    /** Issues of which a tracker does not know the newest version. */
    List<OfSuite> untracked();

    /** An issue and its suite. */
    record OfSuite(String suite, Issue issue) {}
}
