package io.verdigrid.coordinator.store;

import io.verdigrid.coordinator.model.Announcement;
import java.util.List;

/** What people are to be told of, as far as the ledger has applied it. Thread-safe. */
public interface OutboxStore {
    /** What some have not been told yet, oldest first. */
    List<Announcement> waiting();
}
