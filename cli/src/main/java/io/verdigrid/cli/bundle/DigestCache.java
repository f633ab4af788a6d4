package io.verdigrid.cli.bundle;

import io.verdigrid.protocol.Digest;
import io.verdigrid.protocol.TimeSource;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Remembers the digests of files by path, size, modification time and inode, so that a second bundle reads only what changed.
 *
 * <p>Thread-safe. A file modified less than two seconds before it was hashed is not remembered: a later change within the same
 * tick of the file system's clock could not be told from it.
 */
public final class DigestCache implements AutoCloseable {
    private static final String FIRST_LINE = "verdigrid-digests 1";
    private static final long TOO_YOUNG_MS = 2_000;
    /** Entries not asked for in so many openings are dropped. */
    private static final int KEPT_OPENINGS = 30;

    private record Known(Digest digest, long size, long modifiedNs, String inode, int opening) {}

    private final Path file;
    private final TimeSource time;
    private final Map<String, Known> known = new ConcurrentHashMap<>();
    private final LongAdder hashed = new LongAdder();
    private int opening = 1;

    private DigestCache(Path file, TimeSource time) {
        this.file = file;
        this.time = time;
    }

    /** The cache in this file, which need not exist; an unreadable one counts as empty. */
    public static DigestCache open(Path file, TimeSource time) {
        DigestCache cache = new DigestCache(file, time);
        try (BufferedReader in = Files.newBufferedReader(file)) {
            cache.read(in);
        } catch (IOException | RuntimeException e) {
            cache.known.clear();
        }
        return cache;
    }

    /** The file's digest; {@code attributes} are those it had when it was found. Throws where it changes while it is read. */
    Digest digest(Path path, BasicFileAttributes attributes) throws IOException {
        String key = path.toString();
        Known before = known.get(key);
        if (before != null && same(before, attributes)) {
            known.put(key, new Known(before.digest, before.size, before.modifiedNs, before.inode, opening));
            return before.digest;
        }
        long startedAt = time.epochMillis();
        Digest digest = Digest.of(path);
        hashed.increment();
        BasicFileAttributes after = Files.readAttributes(path, BasicFileAttributes.class);
        if (after.size() != attributes.size() || !after.lastModifiedTime().equals(attributes.lastModifiedTime())) {
            throw new IOException("it changed while it was read");
        }
        if (after.lastModifiedTime().toMillis() < startedAt - TOO_YOUNG_MS && key.indexOf('\n') < 0) {
            known.put(key, new Known(digest, after.size(), modified(after), inode(after), opening));
        }
        return digest;
    }

    /** Files read so far, for want of a remembered digest. */
    long hashed() {
        return hashed.sum();
    }

    private static boolean same(Known known, BasicFileAttributes now) {
        return known.size == now.size() && known.modifiedNs == modified(now) && known.inode.equals(inode(now));
    }

    private static long modified(BasicFileAttributes attributes) {
        return attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS);
    }

    private static String inode(BasicFileAttributes attributes) {
        return String.valueOf(attributes.fileKey()).replace(' ', '_');
    }

    private void read(BufferedReader in) throws IOException {
        String first = in.readLine();
        if (first == null || !first.startsWith(FIRST_LINE + " ")) {
            return;
        }
        opening = 1 + Integer.parseInt(first.substring(FIRST_LINE.length() + 1));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] w = line.split(" ", 6);
            Known entry = new Known(
                    new Digest(w[0]), Long.parseLong(w[1]), Long.parseLong(w[2]), w[3], Integer.parseInt(w[4]));
            if (entry.opening > opening - KEPT_OPENINGS) {
                known.put(w[5], entry);
            }
        }
    }

    /** Writes it back; failures are swallowed: it is only a cache. */
    @Override
    public void close() {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            // Of two processes that write, the last one wins, and neither leaves half a file.
            Path fresh = Files.createTempFile(file.toAbsolutePath().getParent(), "digests", ".new");
            try (BufferedWriter out = Files.newBufferedWriter(fresh)) {
                out.write(FIRST_LINE + " " + opening + "\n");
                for (Map.Entry<String, Known> entry : known.entrySet()) {
                    Known k = entry.getValue();
                    out.write(k.digest + " " + k.size + " " + k.modifiedNs + " " + k.inode + " " + k.opening + " "
                            + entry.getKey() + "\n");
                }
            }
            move(fresh);
        } catch (IOException e) {
            // The next bundle hashes again, which is all that is lost.
        }
    }

    private void move(Path fresh) throws IOException {
        try {
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
