package io.verdigrid.runner.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;

/**
 * Writes frames. Thread-safe: one thread at a time is inside {@link #write}. A frame is whole in memory before its first
 * byte goes out, so that a stack or heap that is used up leaves no half frame behind.
 */
public final class FrameWriter {
    private static final int BUFFER = 1 << 16;
    private static final int HEAD = 5;

    private final OutputStream out;
    private final byte[] buffer = new byte[BUFFER];
    private int filled;

    /** Writes to this stream, through a buffer. */
    public FrameWriter(OutputStream out) {
        this.out = out;
    }

    /** Writes one frame and, if told so, what the buffer held before it. */
    public synchronized void write(FrameKind kind, Fields fields, boolean flush) throws IOException {
        byte[] frame = fields.frame(kind);
        int length = fields.length();
        if (length > BUFFER - filled) {
            flush();
        }
        if (length > BUFFER) {
            out.write(frame, 0, length);
        } else {
            System.arraycopy(frame, 0, buffer, filled, length);
            filled += length;
        }
        if (flush) {
            flush();
        }
    }

    /** Sends what is still in the buffer. */
    public synchronized void flush() throws IOException {
        if (filled > 0) {
            int sent = filled;
            filled = 0;
            out.write(buffer, 0, sent);
        }
        out.flush();
    }

    /** The fields of a frame in the order in which they were put. Not thread-safe. */
    public static final class Fields {
        private byte[] bytes = new byte[256];
        private int end = HEAD;

        /** A number. */
        public Fields put(long value) {
            room(8);
            for (int shift = 56; shift >= 0; shift -= 8) {
                bytes[end++] = (byte) (value >>> shift);
            }
            return this;
        }

        /** A truth. */
        public Fields put(boolean value) {
            room(1);
            bytes[end++] = (byte) (value ? 1 : 0);
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
            room(length);
            System.arraycopy(data, offset, bytes, end, length);
            end += length;
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

        private byte[] frame(FrameKind kind) {
            int body = end - HEAD;
            bytes[0] = (byte) (body >>> 24);
            bytes[1] = (byte) (body >>> 16);
            bytes[2] = (byte) (body >>> 8);
            bytes[3] = (byte) body;
            bytes[4] = (byte) kind.ordinal();
            return bytes;
        }

        private int length() {
            return end;
        }

        private void room(int more) {
            if (more > bytes.length - end) {
                bytes = Arrays.copyOf(bytes, Math.max(end + more, bytes.length * 2));
            }
        }
    }
}
