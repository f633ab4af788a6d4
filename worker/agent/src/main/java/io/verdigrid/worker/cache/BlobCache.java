package io.verdigrid.worker.cache;

import io.verdigrid.protocol.Digest;
import io.verdigrid.worker.model.NotAble;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/**
 * Blobs on disk, by digest, within a bound: what was used longest ago goes first, and what is held never goes.
 *
 * <p>Thread-safe. A blob is downloaded once, however many ask for it at the same time.
 */
public final class BlobCache {
    private static final int GROUP_BLOBS = 400;
    private static final long GROUP_BYTES = 16 << 20;
    private static final long POLL_MS = 100;

    private final BlobFiles files;
    private final long limit;
    private final BlobSource source;
    private final Executor downloads;
    private final Map<Digest, Entry> entries = new LinkedHashMap<>(64, 0.75f, true);
    private long bytes;

    private static final class Entry {
        private final CompletableFuture<Void> arrival;
        private long size;
        private int holds;

        Entry(long size, CompletableFuture<Void> arrival) {
            this.size = size;
            this.arrival = arrival;
        }
    }

    /** A cache over the blobs that are in {@code dir} already, which may hold {@code limit} bytes. */
    public BlobCache(Path dir, long limit, BlobSource source, Executor downloads) throws IOException {
        this.files = new BlobFiles(dir);
        this.limit = limit;
        this.source = source;
        this.downloads = downloads;
        files.known().forEach((digest, size) -> {
            entries.put(digest, new Entry(size, CompletableFuture.completedFuture(null)));
            bytes += size;
        });
    }

    /** The file of a blob that is held. */
    public Path file(Digest digest) {
        return files.file(digest);
    }

    /** A held blob under a name of its own, for class loaders. */
    public Path named(Digest digest, String name) throws IOException {
        return files.named(digest, name);
    }

    /**
     * Holds these blobs, and fetches those that are not there. {@link #release} them once, unless this throws.
     *
     * @param wanted sizes in bytes by digest; 0 where the size isn't known
     */
    public void hold(Map<Digest, Long> wanted, BooleanSupplier stopped) throws NotAble {
        List<Digest> absent = new ArrayList<>();
        List<Entry> held = claim(wanted, absent);
        boolean whole = false;
        try {
            fetch(absent, wanted);
            for (Entry entry : held) {
                await(entry, stopped);
            }
            whole = true;
        } finally {
            if (!whole) {
                synchronized (this) {
                    held.forEach(entry -> entry.holds--);
                }
            }
        }
    }

    /** Lets go of blobs that were held. */
    public synchronized void release(Collection<Digest> held) {
        for (Digest digest : held) {
            Entry entry = entries.get(digest);
            if (entry != null) {
                entry.holds--;
            }
        }
        evict(0);
        files.remember(entries.keySet());
    }

    /** Bytes on disk, and on their way. */
    synchronized long size() {
        return bytes;
    }

    synchronized Set<Digest> contents() {
        return Set.copyOf(entries.keySet());
    }

    /** Holds the entries of all; adds to {@code absent} those that the caller must fetch. */
    private synchronized List<Entry> claim(Map<Digest, Long> wanted, List<Digest> absent) throws NotAble {
        List<Entry> held = new ArrayList<>();
        long total = 0;
        long more = 0;
        for (Map.Entry<Digest, Long> each : wanted.entrySet()) {
            Entry entry = entries.get(each.getKey());
            if (entry != null && entry.arrival.isDone() && !files.exists(each.getKey())) {
                bytes -= entry.size;
                entries.remove(each.getKey());
                entry = null;
            }
            total += each.getValue();
            if (entry == null) {
                absent.add(each.getKey());
                more += each.getValue();
            }
        }
        if (total > limit) {
            throw NotAble.here("the bundle has " + total + " bytes, and this worker's cache may hold " + limit);
        }
        for (Digest digest : wanted.keySet()) {
            Entry entry = entries.get(digest);
            if (entry != null) {
                entry.holds++;
                held.add(entry);
            }
        }
        evict(more);
        for (Digest digest : absent) {
            Entry entry = new Entry(wanted.getOrDefault(digest, 0L), new CompletableFuture<>());
            entry.holds = 1;
            entries.put(digest, entry);
            held.add(entry);
            bytes += entry.size;
        }
        return held;
    }

    /** Makes room for this many bytes as far as what nobody holds allows; builds that run together may exceed the bound. */
    private void evict(long more) {
        List<Digest> oldestFirst = bytes + more > limit ? List.copyOf(entries.keySet()) : List.of();
        for (Digest digest : oldestFirst) {
            Entry entry = entries.get(digest);
            if (bytes + more > limit && entry != null && entry.holds <= 0 && entry.arrival.isDone()) {
                entries.remove(digest);
                bytes -= entry.size;
                files.delete(digest);
            }
        }
    }

    private void fetch(List<Digest> absent, Map<Digest, Long> sizes) {
        List<Digest> group = new ArrayList<>();
        long groupBytes = 0;
        for (Digest digest : absent) {
            group.add(digest);
            groupBytes += sizes.getOrDefault(digest, 0L);
            if (group.size() >= GROUP_BLOBS || groupBytes >= GROUP_BYTES) {
                start(List.copyOf(group));
                group.clear();
                groupBytes = 0;
            }
        }
        if (!group.isEmpty()) {
            start(List.copyOf(group));
        }
    }

    private void start(List<Digest> group) {
        try {
            downloads.execute(() -> download(group));
        } catch (RuntimeException closed) {
            group.forEach(digest -> failed(digest, closed));
        }
    }

    private void download(List<Digest> group) {
        try {
            source.download(group, (digest, size) -> files.create(digest, size, () -> arrived(digest, size)));
            group.forEach(digest -> failed(digest, new IOException("the coordinator did not send blob " + digest)));
        } catch (IOException | RuntimeException e) {
            group.forEach(digest -> failed(digest, e));
        }
    }

    private synchronized void arrived(Digest digest, long size) {
        Entry entry = entries.get(digest);
        if (entry != null) {
            bytes += size - entry.size;
            entry.size = size;
            entry.arrival.complete(null);
        }
    }

    /** Does nothing for a blob that has arrived. */
    private synchronized void failed(Digest digest, Exception cause) {
        Entry entry = entries.get(digest);
        if (entry != null && entry.arrival.completeExceptionally(cause)) {
            entries.remove(digest);
            bytes -= entry.size;
        }
    }

    private static void await(Entry entry, BooleanSupplier stopped) throws NotAble {
        while (true) {
            try {
                entry.arrival.get(POLL_MS, TimeUnit.MILLISECONDS);
                return;
            } catch (TimeoutException stillComing) {
                if (stopped.getAsBoolean()) {
                    throw NotAble.stopped();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw NotAble.stopped();
            } catch (ExecutionException e) {
                Throwable cause = e.getCause() == null ? e : e.getCause();
                throw NotAble.here("the bundle could not be fetched", cause);
            }
        }
    }
}
