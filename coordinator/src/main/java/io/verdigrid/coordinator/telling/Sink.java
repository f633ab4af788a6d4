package io.verdigrid.coordinator.telling;

/** Somewhere that messages go. Called from one thread at a time. */
interface Sink {
    /** Names it in the outbox: what it was told under this name it is not told again. */
    String name();

    /**
     * Tells it, or knows that it does not want to hear of this.
     *
     * @throws SinkFailure when it was not told, or when nobody knows whether it was
     */
    void tell(Message message) throws SinkFailure, InterruptedException;
}
