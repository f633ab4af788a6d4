package io.verdigrid.cli.grid;

import io.grpc.Channel;

/**
 * A coordinator to talk to.
 *
 * <p>Thread-safe.
 */
public interface Grid extends AutoCloseable {
    /** For calls; stays the grid's. */
    Channel channel();

    /** For people: its address, or that it is this process. */
    String name();

    /**
     * Lets the next call connect at once, where a connection was lost and the channel still waits. Throws a Problem where
     * there will never be one again.
     */
    void connectNow();

    /** Lets go of it; one that runs in this process ends, with its runners. */
    @Override
    void close();
}
