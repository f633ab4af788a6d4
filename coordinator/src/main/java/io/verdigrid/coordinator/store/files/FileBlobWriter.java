package io.verdigrid.coordinator.store.files;

import io.verdigrid.coordinator.store.BlobRefusal;
import io.verdigrid.coordinator.store.BlobWriter;
import io.verdigrid.protocol.Digest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;

/** Writes one blob to a file of its own, which becomes the blob when all of it is there and right. For one thread. */
final class FileBlobWriter implements BlobWriter {
    private final MessageDigest sha = Digest.sha256();
    private final FileBlobs blobs;
    private final Digest digest;
    private final long size;
    private final Path file;
    private final FileChannel channel;
    private long written;
    private boolean closed;

    FileBlobWriter(FileBlobs blobs, Digest digest, long size, Path file) throws IOException {
        this.blobs = blobs;
        this.digest = digest;
        this.size = size;
        this.file = file;
        this.channel = FileChannel.open(file, StandardOpenOption.WRITE);
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
        written += bytes.remaining();
        if (written > size) {
            throw wrong("has more bytes than the " + size + " that were announced");
        }
        sha.update(bytes.duplicate());
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    @Override
    public void finish() throws IOException {
        if (written < size) {
            throw wrong("ended after " + written + " of the " + size + " bytes that were announced");
        }
        Digest actual = Digest.finish(sha);
        if (!actual.equals(digest)) {
            throw wrong("has other bytes: theirs is " + actual);
        }
        channel.force(false);
        blobs.take(file, digest, size);
        close();
    }

    private BlobRefusal wrong(String what) {
        return new BlobRefusal(BlobRefusal.Kind.WRONG_CONTENT, "blob " + digest + " " + what);
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        blobs.release(size);
        try {
            channel.close();
            Files.deleteIfExists(file);
        } catch (IOException ignored) {
            // It is removed at the next start.
        }
    }
}
