package io.verdigrid.coordinator.telling;

import io.verdigrid.coordinator.store.BlobStore;
import io.verdigrid.coordinator.store.BlobWriter;
import io.verdigrid.protocol.Digest;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.Collection;
import java.util.OptionalLong;
import java.util.Set;

/** Blobs that are one blob, to be read only. */
final class OneBlob implements BlobStore {
    private final byte[] content;

    OneBlob(byte[] content) {
        this.content = content.clone();
    }

    @Override
    public Set<Digest> missing(Collection<Digest> digests) {
        throw new UnsupportedOperationException();
    }

    @Override
    public BlobWriter create(Digest digest, long size) {
        throw new UnsupportedOperationException();
    }

    @Override
    public InputStream open(Digest digest) throws NoSuchFileException {
        if (!digest.equals(Digest.of(content))) {
            throw new NoSuchFileException(digest.toString());
        }
        return new ByteArrayInputStream(content);
    }

    @Override
    public OptionalLong size(Digest digest) {
        return OptionalLong.of(content.length);
    }

    @Override
    public long maxBlobSize() {
        return content.length;
    }
}
