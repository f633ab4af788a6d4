package io.verdigrid.protocol;

/** Numbers that both ends must agree on. */
public final class Protocol {
    /** Of the worker protocol; a coordinator takes no worker with another number. */
    public static final int VERSION = 1;

    /** Bytes: the largest message that either end sends where it has a choice. */
    public static final int MAX_MESSAGE_BYTES = 8 << 20;

    /** Bytes: the largest message that either end takes. The plan of one class, and a lease of its tests, are never split. */
    public static final int MAX_INBOUND_BYTES = 256 << 20;

    /** Bytes: a blob travels in chunks of this size. */
    public static final int CHUNK_BYTES = 256 << 10;

    /** Tests in one message at most, in plans, reports and listings. */
    public static final int MAX_TESTS_PER_MESSAGE = 1000;

    /** Port of a coordinator that is not told another. */
    public static final int DEFAULT_PORT = 8470;

    private Protocol() {}
}
