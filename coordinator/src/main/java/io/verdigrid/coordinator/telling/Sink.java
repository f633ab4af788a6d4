package io.verdigrid.coordinator.telling;

import io.verdigrid.coordinator.model.Announcement;

/** Somewhere that messages go. Called from one thread at a time. */
interface Sink {
    /** Names it in the outbox: what it was told under this name it is not told again. */
    String name();

    /** Whether it is to be told of this. */
    boolean wants(Announcement announcement);

    /**
     * Tells it.
     *
     * @throws SinkFailure when it was not told, or when nobody knows whether it was
     */
    void tell(Message message) throws SinkFailure, InterruptedException;
}
