package io.verdigrid.worker.model;

import java.io.ByteArrayOutputStream;

/** The output of a test on one stream, bounded. Not thread-safe. */
public final class Captured {
    private final long limit;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(0);

    /** Takes at most this many bytes. */
    public Captured(long limit) {
        this.limit = limit;
    }

    /** Adds what still fits. */
    public void add(byte[] data) {
        long room = limit - bytes.size();
        bytes.write(data, 0, (int) Math.max(0, Math.min(room, data.length)));
    }

    /** Adds what the other holds. */
    public void addAll(Captured other) {
        add(other.bytes());
    }

    /** Nothing was written. */
    public boolean isEmpty() {
        return bytes.size() == 0;
    }

    /** Bytes held. */
    public int size() {
        return bytes.size();
    }

    /** All of it. */
    public byte[] bytes() {
        return bytes.toByteArray();
    }
}
