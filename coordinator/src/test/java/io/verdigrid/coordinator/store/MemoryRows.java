package io.verdigrid.coordinator.store;

import io.verdigrid.coordinator.rows.RowKey;
import io.verdigrid.coordinator.rows.Rows;
import io.verdigrid.coordinator.rows.Snapshots;
import io.verdigrid.coordinator.rows.StateBatch;
import io.verdigrid.coordinator.rows.Table;
import java.util.Arrays;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Rows in memory. Thread-safe: a reader shuts writers out. */
public final class MemoryRows implements Rows, Snapshots {
    private final NavigableMap<RowKey, byte[]> rows = new TreeMap<>();

    /** No rows. */
    public MemoryRows() {}

    /** A copy. */
    public MemoryRows(MemoryRows other) {
        synchronized (other) {
            rows.putAll(other.rows);
        }
    }

    /** Makes the changes of a batch. */
    public synchronized void write(StateBatch batch) {
        batch.deletedRanges()
                .forEach(range -> rows.subMap(range.from(), range.to()).clear());
        batch.forEach((key, value) -> {
            if (value == null) {
                rows.remove(key);
            } else {
                rows.put(key, value);
            }
        });
    }

    @Override
    public synchronized <T> T read(Function<? super Rows, ? extends T> reader) {
        return reader.apply(this);
    }

    @Override
    public synchronized byte @Nullable [] get(Table table, byte[] key) {
        return rows.get(new RowKey(table, key));
    }

    @Override
    public synchronized void scan(Table table, byte[] prefix, byte[] from, Visitor visitor) {
        visit(rows.tailMap(new RowKey(table, from), true), table, prefix, visitor);
    }

    @Override
    public synchronized void scanBack(Table table, byte[] prefix, byte @Nullable [] before, Visitor visitor) {
        NavigableMap<RowKey, byte[]> below = before != null
                ? rows.headMap(new RowKey(table, before), false)
                : rows.headMap(new RowKey(table, beyond(prefix)), true);
        visit(below.descendingMap(), table, prefix, visitor);
    }

    private static void visit(Map<RowKey, byte[]> rows, Table table, byte[] prefix, Visitor visitor) {
        for (Map.Entry<RowKey, byte[]> row : rows.entrySet()) {
            byte[] key = row.getKey().key();
            boolean within = row.getKey().table() == table
                    && key.length >= prefix.length
                    && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
            if (!within || !visitor.visit(key, row.getValue())) {
                return;
            }
        }
    }

    /** Above every key with this prefix that a test makes. */
    private static byte[] beyond(byte[] prefix) {
        byte[] beyond = Arrays.copyOf(prefix, prefix.length + 64);
        Arrays.fill(beyond, prefix.length, beyond.length, (byte) 0xFF);
        return beyond;
    }

    /** Two of them are equal if all their rows are, byte for byte. */
    public synchronized Map<String, String> dump() {
        Map<String, String> dump = new TreeMap<>();
        rows.forEach((key, value) -> dump.put(key.toString(), Arrays.toString(value)));
        return dump;
    }
}
