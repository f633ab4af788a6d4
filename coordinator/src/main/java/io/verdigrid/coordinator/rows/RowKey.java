package io.verdigrid.coordinator.rows;

import java.util.Arrays;

/** A table and a key in it; sorted by table, then by unsigned bytes, as on disk. Immutable if its array is left alone. */
public final class RowKey implements Comparable<RowKey> {
    private final Table table;
    private final byte[] key;

    /** A key, with an array that must not change afterwards. */
    public RowKey(Table table, byte[] key) {
        this.table = table;
        this.key = key;
    }

    /** The table. */
    public Table table() {
        return table;
    }

    /** The key in the table; not a copy. */
    public byte[] key() {
        return key;
    }

    @Override
    public int compareTo(RowKey other) {
        int c = Byte.compare(table.code(), other.table.code());
        return c != 0 ? c : Arrays.compareUnsigned(key, other.key);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RowKey that && table == that.table && Arrays.equals(key, that.key);
    }

    @Override
    public int hashCode() {
        // Not Arrays.hashCode: keys are mostly counted numbers, of which its factor, 31, gives many the same hash.
        int hash = table.code();
        for (byte b : key) {
            hash = (hash ^ (b & 0xFF)) * 0x01000193;
        }
        return hash ^ hash >>> 15;
    }

    @Override
    public String toString() {
        return table + Arrays.toString(key);
    }
}
