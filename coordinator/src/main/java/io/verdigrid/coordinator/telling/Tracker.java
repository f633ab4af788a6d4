package io.verdigrid.coordinator.telling;

import java.util.Optional;

/** Where a team keeps its issues. Called from one thread at a time. */
interface Tracker {
    /** The reference of the issue with the ticket's mark, open or closed; empty: it was never filed. */
    Optional<String> find(Ticket ticket) throws SinkFailure, InterruptedException;

    /** Files it; answers with its reference. */
    String create(Ticket ticket) throws SinkFailure, InterruptedException;

    /** Makes it what the ticket says, closed or open too; a second time changes nothing. */
    void update(String reference, Ticket ticket) throws SinkFailure, InterruptedException;
}
