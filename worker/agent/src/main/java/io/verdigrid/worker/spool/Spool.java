package io.verdigrid.worker.spool;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/**
 * Numbered records in append-only files, kept until they are acknowledged; numbers rise by one, over restarts too.
 *
 * <p>Thread-safe. A record survives the end of the process as soon as {@link #append} has returned; it is not forced to the
 * disk, since a host that loses its power has lost the leases too. A torn last record is dropped at the next start.
 */
public final class Spool implements Closeable {
    private static final long DEFAULT_SEGMENT_BYTES = 4 << 20;

    private final Path dir;
    private final long segmentBytes;
    private final Deque<Segment> segments = new ArrayDeque<>();
    private long acknowledged;

    private Spool(Path dir, long segmentBytes) {
        this.dir = dir;
        this.segmentBytes = segmentBytes;
    }

    /** A record and its number. */
    public static final class Kept {
        private final long sequence;
        private final byte[] body;

        Kept(long sequence, byte[] body) {
            this.sequence = sequence;
            this.body = body;
        }

        /** Its number. */
        public long sequence() {
            return sequence;
        }

        /** Its bytes; not a copy. */
        public byte[] body() {
            return body;
        }
    }

    /** Opens the spool in this folder, which is made where it is missing. */
    public static Spool open(Path dir) throws IOException {
        return open(dir, DEFAULT_SEGMENT_BYTES);
    }

    static Spool open(Path dir, long segmentBytes) throws IOException {
        Files.createDirectories(dir);
        Spool spool = new Spool(dir, segmentBytes);
        List<Path> files;
        try (Stream<Path> listing = Files.list(dir)) {
            files = listing.filter(Segment::isOne).sorted().toList();
        }
        for (Path file : files) {
            Segment last = spool.segments.peekLast();
            if (last != null && last.next() != Segment.firstOf(file)) {
                // Behind a torn record: it was never sent, or the file before would be whole.
                Files.delete(file);
                continue;
            }
            spool.segments.add(Segment.open(file));
        }
        if (spool.segments.isEmpty()) {
            spool.segments.add(Segment.create(dir, 1));
        }
        spool.acknowledged = spool.segments.getFirst().first() - 1;
        return spool;
    }

    /** Keeps these and returns the number of the last; on an IOException none of them is kept. */
    public synchronized long append(List<byte[]> bodies) throws IOException {
        Segment current = segments.getLast();
        if (current.size() >= segmentBytes) {
            current = Segment.create(dir, current.next());
            segments.add(current);
        }
        current.append(bodies);
        return last();
    }

    /** The records from this number on that are not acknowledged: as many as fit, but one at least if there is one. */
    public synchronized List<Kept> read(long from, int maxRecords, int maxBytes) throws IOException {
        List<Kept> records = new ArrayList<>();
        long next = Math.max(from, acknowledged + 1);
        long bytes = 0;
        for (Segment segment : segments) {
            while (next < segment.next() && records.size() < maxRecords) {
                byte[] body = segment.read(next);
                bytes += body.length;
                if (bytes > maxBytes && !records.isEmpty()) {
                    return records;
                }
                records.add(new Kept(next, body));
                next++;
            }
        }
        return records;
    }

    /** All records up to this number may go. */
    public synchronized void acknowledge(long sequence) throws IOException {
        acknowledged = Math.max(acknowledged, Math.min(sequence, last()));
        while (segments.size() > 1 && segments.getFirst().next() <= acknowledged + 1) {
            segments.removeFirst().delete();
        }
        Segment only = segments.getFirst();
        if (only.next() == acknowledged + 1 && only.size() >= segmentBytes / 4) {
            segments.addLast(Segment.create(dir, only.next()));
            segments.removeFirst().delete();
        }
    }

    /** The number of the newest record; one less than the first number to come where there was none. */
    public synchronized long last() {
        return segments.getLast().next() - 1;
    }

    /** The coordinator has all up to this number. */
    public synchronized long acknowledged() {
        return acknowledged;
    }

    /** Nothing waits for an acknowledgement. */
    public synchronized boolean isSettled() {
        return acknowledged == last();
    }

    @Override
    public synchronized void close() throws IOException {
        if (isSettled() && segments.getLast().size() > 0) {
            segments.addLast(Segment.create(dir, last() + 1));
            while (segments.size() > 1) {
                segments.removeFirst().delete();
            }
        }
        for (Segment segment : segments) {
            segment.close();
        }
    }
}
