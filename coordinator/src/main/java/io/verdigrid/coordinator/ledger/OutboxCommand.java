package io.verdigrid.coordinator.ledger;

import io.verdigrid.coordinator.model.Announcement;
import java.util.List;

/** A fact about the outbox. Each is idempotent. */
public sealed interface OutboxCommand {
    /** Whether anybody wants to be told of anything: without that nothing goes into the outbox. */
    record Wanted(boolean wanted) implements OutboxCommand {}

    /**
     * Something happened outside the grid.
     *
     * @param sender by whom numbers are counted
     * @param number one that is not above the sender's last is a repetition
     * @param text a title and lines below it
     */
    record Announce(
            String sender,
            long number,
            Announcement.Kind kind,
            long atMs,
            String branch,
            String text,
            String by,
            List<String> authors)
            implements OutboxCommand {
        /** Copies its list. */
        public Announce {
            authors = List.copyOf(authors);
        }
    }

    /**
     * A sink has been told, or never will be.
     *
     * @param number of the announcement
     * @param sink who has been told
     * @param sinks all that are to be told: once they have been, the announcement goes
     */
    record Told(long number, String sink, List<String> sinks) implements OutboxCommand {
        /** Copies its list. */
        public Told {
            sinks = List.copyOf(sinks);
        }
    }
}
