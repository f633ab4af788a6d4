package io.verdigrid.worker.sync;

import io.verdigrid.protocol.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;

/** Packs that the coordinator doesn't have yet, as files beside the spool. Thread-safe. */
final class PackFiles {
    private final Path dir;

    PackFiles(Path dir) throws IOException {
        this.dir = dir;
        Files.createDirectories(dir);
    }

    /** No report waits: none of them is wanted. */
    void clear() throws IOException {
        try (Stream<Path> files = Files.list(dir)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
    }

    /** Keeps a pack; its digest. */
    Digest keep(byte[] content) throws IOException {
        Digest digest = Digest.of(content);
        Path half = dir.resolve("half");
        try {
            Files.write(half, content);
            Files.move(half, file(digest), StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(half);
        }
        return digest;
    }

    /** Whether it still waits for its upload. */
    boolean isKept(Digest digest) {
        return Files.exists(file(digest));
    }

    Path file(Digest digest) {
        return dir.resolve(digest.hex());
    }

    /** The coordinator has it, or never will. */
    void drop(Digest digest) throws IOException {
        Files.deleteIfExists(file(digest));
    }
}
