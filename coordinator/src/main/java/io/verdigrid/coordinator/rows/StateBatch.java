package io.verdigrid.coordinator.rows;

import java.util.ArrayList;
import java.util.Arrays;
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
    private final List<RowKey> prefixes = new ArrayList<>();

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
        return isInDeletedPrefix(table, key) ? null : stored.get(table, key);
    }

    private boolean isInDeletedPrefix(Table table, byte[] key) {
        for (RowKey prefix : prefixes) {
            if (prefix.table() == table && startsWith(key, prefix.key())) {
                return true;
            }
        }
        return false;
    }

    private static boolean startsWith(byte[] key, byte[] prefix) {
        return key.length >= prefix.length && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
    }

    /** Sets a row; the arrays must not change afterwards. */
    public void put(Table table, byte[] key, byte[] value) {
        changes.put(new RowKey(table, key), value);
    }

    /** Removes a row, if it is there. */
    public void delete(Table table, byte[] key) {
        changes.put(new RowKey(table, key), DELETED);
    }

    /** Removes all rows whose keys begin with this, whether stored or put before; costs the same however many they are. */
    public void deletePrefix(Table table, byte[] prefix) {
        changes.keySet().removeIf(key -> key.table() == table && startsWith(key.key(), prefix));
        prefixes.add(new RowKey(table, prefix));
    }

    /** What {@link #deletePrefix} was called for; to be done before the changed rows. */
    public List<RowKey> deletedPrefixes() {
        return List.copyOf(prefixes);
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
