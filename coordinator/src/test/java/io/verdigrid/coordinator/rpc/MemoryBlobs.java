package io.verdigrid.coordinator.rpc;

import io.verdigrid.coordinator.store.BlobRefusal;
import io.verdigrid.coordinator.store.BlobStore;
import io.verdigrid.coordinator.store.BlobWriter;
import io.verdigrid.protocol.Digest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Blobs in memory, for tests; none may be larger than 4 MiB. */
final class MemoryBlobs implements BlobStore {
    private static final long MAX = 4 << 20;

    private final Map<Digest, byte[]> blobs = new ConcurrentHashMap<>();

    Digest put(byte[] content) {
        Digest digest = Digest.of(content);
        blobs.put(digest, content);
        return digest;
    }

    @Override
    public Set<Digest> missing(Collection<Digest> digests) {
        Set<Digest> missing = new LinkedHashSet<>(digests);
        missing.removeAll(blobs.keySet());
        return missing;
    }

    @Override
    public BlobWriter create(Digest digest, long size) throws IOException {
        if (size > MAX) {
            throw new BlobRefusal(
                    BlobRefusal.Kind.TOO_LARGE, "blob " + digest + " has " + size + " bytes, allowed are " + MAX);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        return new BlobWriter() {
            @Override
            public void write(ByteBuffer buffer) {
                byte[] part = new byte[buffer.remaining()];
                buffer.get(part);
                bytes.writeBytes(part);
            }

            @Override
            public void finish() throws IOException {
                byte[] content = bytes.toByteArray();
                if (content.length != size || !Digest.of(content).equals(digest)) {
                    throw new BlobRefusal(BlobRefusal.Kind.WRONG_CONTENT, "blob " + digest + " has other bytes");
                }
                blobs.put(digest, content);
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public InputStream open(Digest digest) throws IOException {
        byte[] content = blobs.get(digest);
        if (content == null) {
            throw new NoSuchFileException(digest.hex());
        }
        return new ByteArrayInputStream(content);
    }

    @Override
    public OptionalLong size(Digest digest) {
        byte[] content = blobs.get(digest);
        return content == null ? OptionalLong.empty() : OptionalLong.of(content.length);
    }

    @Override
    public long maxBlobSize() {
        return MAX;
    }
}
