package io.verdigrid.runner.wire;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;

/** Writes frames. Thread-safe: one thread at a time is inside {@link #write}. */
public final class FrameWriter {
    private final DataOutputStream out;

    /** Writes to this stream, through a buffer. */
    public FrameWriter(OutputStream out) {
        this.out = new DataOutputStream(new BufferedOutputStream(out, 1 << 16));
    }

    /** Writes one frame and, if told so, what the buffer held before it. */
    public synchronized void write(FrameKind kind, Fields fields, boolean flush) throws IOException {
        byte[] body = fields.bytes.toByteArray();
        out.writeInt(body.length);
        out.writeByte(kind.ordinal());
        out.write(body);
        if (flush) {
            out.flush();
        }
    }

    /** Sends what is still in the buffer. */
    public synchronized void flush() throws IOException {
        out.flush();
    }

    /** The fields of a frame in the order in which they were put. Not thread-safe. */
    public static final class Fields {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);

        /** A number. */
        public Fields put(long value) {
            for (int shift = 56; shift >= 0; shift -= 8) {
                bytes.write((int) (value >>> shift));
            }
            return this;
        }

        /** A truth. */
        public Fields put(boolean value) {
            bytes.write(value ? 1 : 0);
            return this;
        }

        /** A text in UTF-8; null is written as an empty one. */
        public Fields put(String text) {
            byte[] utf8 = (text == null ? "" : text).getBytes(StandardCharsets.UTF_8);
            return put(utf8, 0, utf8.length);
        }

        /** Some bytes. */
        public Fields put(byte[] data, int offset, int length) {
            put((long) length);
            bytes.write(data, offset, length);
            return this;
        }

        /** Some texts. */
        public Fields put(Collection<String> texts) {
            put((long) texts.size());
            for (String text : texts) {
                put(text);
            }
            return this;
        }
    }
}
