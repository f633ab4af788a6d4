package io.verdigrid.coordinator.rows;

import org.jspecify.annotations.Nullable;

/** Reads rows. As thread-safe as what it reads from. */
public interface Rows {
    /** The value under a key, or null. */
    byte @Nullable [] get(Table table, byte[] key);

    /** Visits the rows whose keys begin with {@code prefix} and are not below {@code from}, upwards. */
    void scan(Table table, byte[] prefix, byte[] from, Visitor visitor);

    /**
     * Visits the rows whose keys begin with {@code prefix} and are below {@code before}, downwards.
     *
     * @param before null: from the last
     */
    void scanBack(Table table, byte[] prefix, byte @Nullable [] before, Visitor visitor);

    /** Visits all rows whose keys begin with {@code prefix}, upwards. */
    default void scan(Table table, byte[] prefix, Visitor visitor) {
        scan(table, prefix, prefix, visitor);
    }

    /** Takes rows one by one. */
    @FunctionalInterface
    interface Visitor {
        /** Takes a row; false: no more. */
        boolean visit(byte[] key, byte[] value);
    }
}
