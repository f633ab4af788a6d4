package io.verdigrid.coordinator.rows;

/** Numbers that say which data this code can read. */
public final class Schema {
    /** Of the whole data; code refuses data of a higher one. */
    public static final int VERSION = 1;

    /** What each row begins with as this code writes it. */
    static final int ROW_VERSION = 1;

    private Schema() {}
}
