package io.verdigrid.worker.cache;

import io.verdigrid.protocol.Digest;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The files of the cache: {@code blobs/ab/abc...}, their names for class loaders in {@code jars}, halves in {@code tmp}. */
final class BlobFiles {
    private static final Logger log = LoggerFactory.getLogger(BlobFiles.class);

    /** The same for every file, since a class-data archive is valid only for jars with the time that it saw. */
    private static final FileTime NO_TIME = FileTime.fromMillis(1_577_836_800_000L);

    private final Path blobs;
    private final Path jars;
    private final Path tmp;
    private final Path order;

    BlobFiles(Path dir) throws IOException {
        blobs = Files.createDirectories(dir.resolve("blobs"));
        jars = Files.createDirectories(dir.resolve("jars"));
        tmp = dir.resolve("tmp");
        order = dir.resolve("order");
        Trees.delete(tmp);
        Files.createDirectories(tmp);
    }

    /** What is there, with sizes in bytes, least recently used first. */
    Map<Digest, Long> known() throws IOException {
        Map<Digest, Long> found = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(blobs, 2)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                found.put(new Digest(file.getFileName().toString()), Files.size(file));
            }
        }
        List<Digest> ordered = Files.exists(order)
                ? Files.readAllLines(order).stream()
                        .map(Digest::new)
                        .filter(found::containsKey)
                        .toList()
                : List.of();
        Map<Digest, Long> known = new LinkedHashMap<>(found);
        for (Digest digest : ordered) {
            Long size = known.remove(digest);
            if (size != null) {
                known.put(digest, size);
            }
        }
        return known;
    }

    /** Keeps the order of use for the next start. */
    void remember(Collection<Digest> leastRecentFirst) {
        try {
            Path half = tmp.resolve("order");
            Files.write(half, leastRecentFirst.stream().map(Digest::hex).toList());
            Files.move(half, order, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            log.debug("The cache's order of use could not be written", e);
        }
    }

    Path file(Digest digest) {
        return blobs.resolve(digest.hex().substring(0, 2)).resolve(digest.hex());
    }

    boolean exists(Digest digest) {
        return Files.exists(file(digest));
    }

    Path named(Digest digest, String name) throws IOException {
        Path place = jars.resolve(digest.hex()).resolve(name);
        if (!Files.exists(place)) {
            Files.createDirectories(place.getParent());
            try {
                Files.createLink(place, file(digest));
            } catch (FileAlreadyExistsException another) {
                return place;
            } catch (IOException | UnsupportedOperationException noHardLinks) {
                Files.copy(file(digest), place, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        return place;
    }

    void delete(Digest digest) {
        try {
            Files.deleteIfExists(file(digest));
            Trees.delete(jars.resolve(digest.hex()));
        } catch (IOException e) {
            log.warn("Blob {} could not be deleted from the cache", digest, e);
        }
    }

    /** Where to write a blob; {@code arrived} is called when it is whole, right and in its place. */
    OutputStream create(Digest digest, long size, Runnable arrived) throws IOException {
        Path half = Files.createTempFile(tmp, digest.hex().substring(0, 8), "");
        return new Incoming(half, digest, size, arrived);
    }

    private final class Incoming extends FilterOutputStream {
        private final Path half;
        private final Digest digest;
        private final long size;
        private final Runnable arrived;
        private final MessageDigest sha = Digest.sha256();
        private long written;
        private boolean broken;
        private boolean closed;

        Incoming(Path half, Digest digest, long size, Runnable arrived) throws IOException {
            super(Files.newOutputStream(half));
            this.half = half;
            this.digest = digest;
            this.size = size;
            this.arrived = arrived;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] data, int offset, int length) throws IOException {
            try {
                out.write(data, offset, length);
            } catch (IOException e) {
                broken = true;
                throw e;
            }
            sha.update(data, offset, length);
            written += length;
        }

        @Override
        public void close() throws IOException {
            if (closed) {
                return;
            }
            closed = true;
            try {
                out.close();
                if (broken) {
                    return;
                }
                Digest actual = Digest.finish(sha);
                if (written != size || !actual.equals(digest)) {
                    throw new IOException("blob " + digest + " arrived with other bytes: " + written + " of " + size
                            + ", SHA-256 " + actual);
                }
                if (!half.toFile().setReadOnly()) {
                    throw new IOException(half + " cannot be made read-only");
                }
                Files.setLastModifiedTime(half, NO_TIME);
                Files.createDirectories(file(digest).getParent());
                Files.move(half, file(digest), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
                arrived.run();
            } finally {
                Files.deleteIfExists(half);
            }
        }
    }
}
