package io.verdigrid.coordinator.store;

import io.verdigrid.protocol.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Bytes by their digest, within a bound.
 *
 * <p>Thread-safe. Sizes are bytes. What is asked for by {@link #missing} or {@link #open} counts as used, and the least
 * recently used goes first when room is needed; what an open build refers to stays.
 */
public interface BlobStore {
    /** Which of these are not there. */
    Set<Digest> missing(Collection<Digest> digests);

    /**
     * Begins a blob. It is there once {@link BlobWriter#finish} has returned; a blob that is there already is taken
     * and checked again.
     *
     * @throws BlobRefusal when it is over the bound, or there is no room that could be made
     */
    BlobWriter create(Digest digest, long size) throws IOException;

    /**
     * A blob from its first byte. A blob that goes while it is read can be read to its end.
     *
     * @throws java.nio.file.NoSuchFileException naming the digest, when it is not there
     */
    InputStream open(Digest digest) throws IOException;

    /** The size of a blob; empty when it is not there. */
    OptionalLong size(Digest digest);

    /** No blob may be larger. */
    long maxBlobSize();
}
