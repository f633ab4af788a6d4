package io.verdigrid.coordinator.store;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Takes the bytes of one blob. For one thread. */
public interface BlobWriter extends AutoCloseable {
    /**
     * Takes the next bytes, all that remain in the buffer.
     *
     * @throws BlobRefusal when they are more than was announced
     */
    void write(ByteBuffer bytes) throws IOException;

    /**
     * Makes the blob durable and shows it to readers.
     *
     * @throws BlobRefusal when size or digest are not those announced
     */
    void finish() throws IOException;

    /** Forgets the bytes, unless they were finished. */
    @Override
    void close();
}
