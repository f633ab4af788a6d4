package io.verdigrid.coordinator.rows;

import java.util.Arrays;

/** The newest of some numbers, oldest first. Mutable; for one thread. */
public final class Ring {
    private final int capacity;
    private long[] values;

    /** An empty one that keeps this many. */
    public Ring(int capacity) {
        this(capacity, new long[0]);
    }

    private Ring(int capacity, long[] values) {
        this.capacity = capacity;
        this.values = values;
    }

    /** Appends a number; the oldest goes when there are too many. */
    public void add(long value) {
        int kept = Math.min(values.length, capacity - 1);
        long[] next = Arrays.copyOfRange(values, values.length - kept, values.length + 1);
        next[kept] = value;
        values = next;
    }

    /** No number yet. */
    public boolean isEmpty() {
        return values.length == 0;
    }

    /**
     * The smallest of the numbers that is not below this part of them (the nearest-rank method, Hyndman and Fan's type 1);
     * 0 if there are none.
     *
     * @param part above 0, at most 1
     */
    public long quantile(double part) {
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        return quantile(sorted, sorted.length, part);
    }

    /** The same over the first {@code count} of numbers that are sorted already. */
    public static long quantile(long[] sorted, int count, double part) {
        return count == 0 ? 0 : sorted[Math.max(0, (int) Math.ceil(part * count) - 1)];
    }

    void write(RowWriter to) {
        to.writeInt(values.length);
        for (long value : values) {
            to.writeLong(value);
        }
    }

    static Ring read(RowReader from, int capacity) {
        long[] values = new long[from.readInt()];
        for (int i = 0; i < values.length; i++) {
            values[i] = from.readLong();
        }
        return new Ring(capacity, values);
    }
}
