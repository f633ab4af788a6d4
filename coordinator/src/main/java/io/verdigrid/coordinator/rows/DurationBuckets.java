package io.verdigrid.coordinator.rows;

import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Counts of durations in buckets whose bounds grow by a tenth: what it says of a quantile is at most a tenth too high. Mutable;
 * for one thread.
 *
 * <p>Below a millisecond is one bucket, and so is all above some 28 hours.
 */
public final class DurationBuckets {
    /** Upper bounds, microseconds; made by whole numbers, so that they are the same on every machine. */
    private static final long[] BOUNDS = bounds();

    private final SortedMap<Integer, Integer> counts = new TreeMap<>();

    private static long[] bounds() {
        long[] bounds = new long[194];
        bounds[0] = 1_000;
        for (int i = 1; i < bounds.length; i++) {
            bounds[i] = bounds[i - 1] * 11 / 10;
        }
        return bounds;
    }

    /** Counts a duration, microseconds. */
    public void add(long durationUs) {
        int found = Arrays.binarySearch(BOUNDS, durationUs);
        counts.merge(Math.min(BOUNDS.length - 1, found < 0 ? -found - 1 : found), 1, Integer::sum);
    }

    /** Counts what the other one has counted, too. */
    public void addAll(DurationBuckets other) {
        other.counts.forEach((bucket, count) -> counts.merge(bucket, count, Integer::sum));
    }

    /**
     * The upper bound of the bucket that has this part of the durations, microseconds; 0: there are none.
     *
     * @param part above 0, at most 1
     */
    public long quantile(double part) {
        long total = counts.values().stream().mapToLong(Integer::longValue).sum();
        long wanted = (long) Math.ceil(part * total);
        for (Map.Entry<Integer, Integer> bucket : counts.entrySet()) {
            wanted -= bucket.getValue();
            if (wanted <= 0) {
                return BOUNDS[bucket.getKey()];
            }
        }
        return 0;
    }

    void write(RowWriter to) {
        to.writeInt(counts.size());
        int before = 0;
        for (Map.Entry<Integer, Integer> bucket : counts.entrySet()) {
            to.writeInt(bucket.getKey() - before).writeInt(bucket.getValue());
            before = bucket.getKey();
        }
    }

    static DurationBuckets read(RowReader from) {
        DurationBuckets buckets = new DurationBuckets();
        int bucket = 0;
        for (int left = from.readInt(); left > 0; left--) {
            bucket += from.readInt();
            buckets.counts.put(bucket, from.readInt());
        }
        return buckets;
    }
}
