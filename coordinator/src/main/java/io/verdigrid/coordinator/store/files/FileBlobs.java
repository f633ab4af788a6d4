package io.verdigrid.coordinator.store.files;

import io.verdigrid.coordinator.store.BlobRefusal;
import io.verdigrid.coordinator.store.BlobStore;
import io.verdigrid.coordinator.store.BlobWriter;
import io.verdigrid.coordinator.store.UnusedBlobs;
import io.verdigrid.protocol.Digest;
import io.verdigrid.protocol.TimeSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Blobs as files of a folder, {@code blobs/ab/abcd...}, with the time of their last use as the file's. They come there only
 * whole, checked and synced. The folder is not synced beside: a rename that a power failure undoes leaves a blob that is missing, which
 * clients send again, and a bundle of thousands of small files takes half the time.
 *
 * <p>Thread-safe. One process at a time may have a folder open; the database's lock on the same data folder sees to that.
 */
public final class FileBlobs implements BlobStore, UnusedBlobs {
    /** A file's time is not written again for uses that follow each other more closely. */
    private static final long USE_STEP_MS = 60_000;

    private final BlobIndex index = new BlobIndex();
    private final Path folder;
    private final Path partial;
    private final BlobLimits limits;
    private final BlobsInUse inUse;
    private final TimeSource time;

    private FileBlobs(Path folder, BlobLimits limits, BlobsInUse inUse, TimeSource time) {
        this.folder = folder;
        this.partial = folder.resolve("partial");
        this.limits = limits;
        this.inUse = inUse;
        this.time = time;
    }

    /** Opens the blobs of a data folder, makes their folder if there is none, and removes what was not finished. */
    public static FileBlobs open(Path dataDir, BlobLimits limits, BlobsInUse inUse, TimeSource time)
            throws IOException {
        FileBlobs blobs = new FileBlobs(dataDir.resolve("blobs"), limits, inUse, time);
        Files.createDirectories(blobs.partial);
        try (DirectoryStream<Path> unfinished = Files.newDirectoryStream(blobs.partial)) {
            for (Path file : unfinished) {
                Files.delete(file);
            }
        }
        blobs.readIndex();
        return blobs;
    }

    private void readIndex() throws IOException {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(folder, "[0-9a-f][0-9a-f]")) {
            for (Path two : folders) {
                try (DirectoryStream<Path> files = Files.newDirectoryStream(two)) {
                    for (Path file : files) {
                        addToIndex(file);
                    }
                }
            }
        }
    }

    private void addToIndex(Path file) throws IOException {
        String name = file.getFileName().toString();
        if (name.matches("[0-9a-f]{64}")) {
            index.put(
                    new Digest(name),
                    Files.size(file),
                    Files.getLastModifiedTime(file).toMillis());
        }
    }

    @Override
    public Set<Digest> missing(Collection<Digest> digests) {
        Set<Digest> missing = new LinkedHashSet<>();
        for (Digest digest : digests) {
            if (!used(digest)) {
                missing.add(digest);
            }
        }
        return missing;
    }

    @Override
    public BlobWriter create(Digest digest, long size) throws IOException {
        if (size < 0 || size > limits.blob()) {
            throw new BlobRefusal(
                    BlobRefusal.Kind.TOO_LARGE,
                    "blob " + digest + " has " + size + " bytes, and at most " + limits.blob() + " are allowed");
        }
        if (!index.reserve(size, limits.total()) && !makeRoom(size)) {
            throw new BlobRefusal(
                    BlobRefusal.Kind.NO_ROOM,
                    "no room for blob " + digest + " of " + size + " bytes: blobs may have " + limits.total()
                            + " bytes in all, have " + index.total() + ", and open builds need them");
        }
        try {
            return new FileBlobWriter(this, digest, size, Files.createTempFile(partial, "", ""));
        } catch (IOException e) {
            index.release(size);
            throw e;
        }
    }

    /** Evicts a tenth more than makes room, so that this is rare, and reserves it. False: what is left is in use. */
    private synchronized boolean makeRoom(long size) throws IOException {
        BlobsInUse.Use use = inUse.now();
        Set<Digest> kept = new BundleContents(this).of(use.bundles());
        for (Digest digest : index.surplus(size, limits.total() / 10 * 9, kept, use.sinceMs())) {
            // A reader that has it open reads it to its end.
            index.remove(digest);
            Files.deleteIfExists(file(digest));
        }
        return index.reserve(size, limits.total());
    }

    @Override
    public synchronized int drop(long sinceMs, int limit) throws IOException {
        BlobsInUse.Use use = inUse.now();
        Set<Digest> kept = new BundleContents(this).of(use.bundles());
        List<Digest> unused = index.unused(Math.min(sinceMs, use.sinceMs()), kept, limit);
        for (Digest digest : unused) {
            index.remove(digest);
            Files.deleteIfExists(file(digest));
        }
        return unused.size();
    }

    /** Bytes of all blobs. */
    public long bytes() {
        return index.total();
    }

    /** Takes a file that is whole and synced. */
    void take(Path written, Digest digest, long size) throws IOException {
        Path file = file(digest);
        Path parent = folder.resolve(digest.hex().substring(0, 2));
        Files.createDirectories(parent);
        Files.setLastModifiedTime(written, FileTime.fromMillis(time.epochMillis()));
        synchronized (this) {
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            index.put(digest, size, time.epochMillis());
        }
    }

    /** Gives back the room that was kept for a blob which is written, or will not be. */
    void release(long size) {
        index.release(size);
    }

    @Override
    public InputStream open(Digest digest) throws IOException {
        if (!used(digest)) {
            throw new NoSuchFileException(digest.hex());
        }
        try {
            return Files.newInputStream(file(digest));
        } catch (NoSuchFileException e) {
            index.remove(digest);
            throw new NoSuchFileException(digest.hex());
        }
    }

    @Override
    public OptionalLong size(Digest digest) {
        return index.size(digest);
    }

    @Override
    public long maxBlobSize() {
        return limits.blob();
    }

    private boolean used(Digest digest) {
        long now = time.epochMillis();
        if (!index.use(digest, now)) {
            return false;
        }
        try {
            Path file = file(digest);
            if (Files.getLastModifiedTime(file).toMillis() < now - USE_STEP_MS) {
                Files.setLastModifiedTime(file, FileTime.fromMillis(now));
            }
            return true;
        } catch (IOException e) {
            // Somebody took the file away: it can be sent again.
            index.remove(digest);
            return false;
        }
    }

    private Path file(Digest digest) {
        return folder.resolve(digest.hex().substring(0, 2)).resolve(digest.hex());
    }
}
