package io.verdigrid.coordinator.rows;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Changes that become durable together. What is read is what was put before, else what the store has.
 *
 * <p>For one thread. A row that is put several times is written once.
 */
public final class StateBatch {
    private static final byte[] DELETED = new byte[0];

    private final Rows stored;
    private final Map<RowKey, byte[]> changes = new LinkedHashMap<>();
    private final List<Range> ranges = new ArrayList<>();

    /** An empty batch over what is stored. */
    public StateBatch(Rows stored) {
        this.stored = stored;
    }

    /** The value under a key, or null. */
    public byte @Nullable [] get(Table table, byte[] key) {
        byte[] changed = changes.get(new RowKey(table, key));
        if (changed != null) {
            return isDeleted(changed) ? null : changed;
        }
        return isInDeletedRange(new RowKey(table, key)) ? null : stored.get(table, key);
    }

    private boolean isInDeletedRange(RowKey key) {
        for (Range range : ranges) {
            if (range.contains(key)) {
                return true;
            }
        }
        return false;
    }

    /** Rows from a key up to another one, which is not among them. */
    public record Range(RowKey from, RowKey to) {
        boolean contains(RowKey key) {
            return from.compareTo(key) <= 0 && key.compareTo(to) < 0;
        }
    }

    /** Sets a row; the arrays must not change afterwards. */
    public void put(Table table, byte[] key, byte[] value) {
        changes.put(new RowKey(table, key), value);
    }

    /** Removes a row, if it is there. */
    public void delete(Table table, byte[] key) {
        changes.put(new RowKey(table, key), DELETED);
    }

    /** Removes all rows whose keys begin with this number; costs the same however many they are. */
    public void deleteAll(Table table, int number) {
        deleteRange(table, Keys.number(number), Keys.number(number + 1));
    }

    /** Removes the rows between two keys, whether stored or put before; the second is left alone. */
    public void deleteRange(Table table, byte[] from, byte[] to) {
        Range range = new Range(new RowKey(table, from), new RowKey(table, to));
        changes.keySet().removeIf(range::contains);
        ranges.add(range);
    }

    /** What {@link #deleteRange} was called for; to be done before the changed rows. */
    public List<Range> deletedRanges() {
        return List.copyOf(ranges);
    }

    /** Each changed row once, in the order of its first change; a null value for a removed one. */
    public void forEach(BiConsumer<RowKey, byte @Nullable []> to) {
        changes.forEach((key, value) -> to.accept(key, isDeleted(value) ? null : value));
    }

    /** Rows that it changes. */
    public int size() {
        return changes.size();
    }

    @SuppressWarnings("ReferenceEquality")
    private static boolean isDeleted(byte[] value) {
        return value == DELETED;
    }
}
