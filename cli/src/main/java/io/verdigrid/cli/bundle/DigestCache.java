package io.verdigrid.cli.bundle;

import io.verdigrid.protocol.TimeSource;
import java.nio.file.Path;

/** Remembers the digests of files by path, size, modification time and inode, so that a second bundle reads only what changed. */
public final class DigestCache implements AutoCloseable {
    /** The cache in this file, which need not exist; an unreadable one counts as empty. */
    public static DigestCache open(Path file, TimeSource time) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** Writes it back; failures are swallowed: it is only a cache. */
    @Override
    public void close() {}
}
