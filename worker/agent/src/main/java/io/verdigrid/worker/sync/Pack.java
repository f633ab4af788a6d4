package io.verdigrid.worker.sync;

import java.io.ByteArrayOutputStream;

/** Outputs and long stacks of some reports, one behind the other: one blob instead of many. Not thread-safe. */
final class Pack {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(0);

    /** A part of the pack, in bytes. */
    record Range(long offset, long length) {
        static final Range NOTHING = new Range(0, 0);
    }

    Range add(byte[] data) {
        if (data.length == 0) {
            return Range.NOTHING;
        }
        Range range = new Range(bytes.size(), data.length);
        bytes.writeBytes(data);
        return range;
    }

    int size() {
        return bytes.size();
    }

    byte[] content() {
        return bytes.toByteArray();
    }
}
