package io.verdigrid.coordinator.store.files;

import io.verdigrid.protocol.Digest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** Which blobs are there, how large they are, and when each was used last. Thread-safe. */
final class BlobIndex {
    private final Map<Digest, Blob> blobs = new HashMap<>();
    private long total;
    private long reserved;

    private record Blob(long size, long usedAtMs) {}

    synchronized void put(Digest digest, long size, long usedAtMs) {
        Blob before = blobs.put(digest, new Blob(size, usedAtMs));
        total += size - (before == null ? 0 : before.size());
    }

    /** Marks a blob as used; false: it is not there. */
    synchronized boolean use(Digest digest, long atMs) {
        return blobs.computeIfPresent(digest, (d, blob) -> new Blob(blob.size(), Math.max(atMs, blob.usedAtMs())))
                != null;
    }

    synchronized OptionalLong size(Digest digest) {
        Blob blob = blobs.get(digest);
        return blob == null ? OptionalLong.empty() : OptionalLong.of(blob.size());
    }

    synchronized void remove(Digest digest) {
        Blob blob = blobs.remove(digest);
        total -= blob == null ? 0 : blob.size();
    }

    synchronized long total() {
        return total;
    }

    /** Keeps room for a blob that begins to be written, if there is room below the limit. */
    synchronized boolean reserve(long size, long limit) {
        if (total + reserved + size > limit) {
            return false;
        }
        reserved += size;
        return true;
    }

    synchronized void release(long size) {
        reserved -= size;
    }

    /** Some that were not used since a time, but for these. */
    synchronized List<Digest> unused(long sinceMs, Set<Digest> kept, int limit) {
        return blobs.entrySet().stream()
                .filter(blob -> blob.getValue().usedAtMs() < sinceMs && !kept.contains(blob.getKey()))
                .map(Map.Entry::getKey)
                .limit(limit)
                .toList();
    }

    /** Those that may go so that there is room for {@code size} more, least recently used first. */
    synchronized List<Digest> surplus(long size, long limit, Set<Digest> kept, long sinceMs) {
        List<Map.Entry<Digest, Blob>> oldest = new ArrayList<>();
        for (Map.Entry<Digest, Blob> blob : blobs.entrySet()) {
            if (blob.getValue().usedAtMs() < sinceMs && !kept.contains(blob.getKey())) {
                oldest.add(Map.entry(blob.getKey(), blob.getValue()));
            }
        }
        oldest.sort(Comparator.comparingLong(
                        (Map.Entry<Digest, Blob> blob) -> blob.getValue().usedAtMs())
                .thenComparing(Map.Entry::getKey));
        List<Digest> surplus = new ArrayList<>();
        long excess = total + reserved + size - limit;
        for (int i = 0; i < oldest.size() && excess > 0; i++) {
            surplus.add(oldest.get(i).getKey());
            excess -= oldest.get(i).getValue().size();
        }
        return surplus;
    }
}
