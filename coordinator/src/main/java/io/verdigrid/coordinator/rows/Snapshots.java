package io.verdigrid.coordinator.rows;

import java.util.function.Function;

/** Gives readers a view of the rows in which nothing changes while they read. Thread-safe. */
@FunctionalInterface
public interface Snapshots {
    /** What the reader made of a snapshot; the rows must not be used afterwards. */
    <T> T read(Function<? super Rows, ? extends T> reader);
}
