package io.verdigrid.runner.wire;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads frames. Not thread-safe. */
public final class FrameReader {
    /** Bytes: a longer frame is taken for noise on the socket. */
    private static final int LONGEST = 256 << 20;

    /** Bytes: more than this is taken in steps, so that noise that names a length doesn't get the memory for it. */
    private static final int STEP = 1 << 20;

    private final DataInputStream in;

    /** Reads from this stream, through a buffer. */
    public FrameReader(InputStream in) {
        this.in = new DataInputStream(new BufferedInputStream(in, 1 << 16));
    }

    /** The next frame, or null where the stream ended, be it in the middle of a frame. */
    public Frame read() throws IOException {
        try {
            int length = in.readInt();
            int kind = in.readUnsignedByte();
            if (length < 0 || length > LONGEST || kind >= FrameKind.values().length) {
                throw new IOException("not a frame: kind " + kind + ", length " + length);
            }
            return new Frame(FrameKind.values()[kind], ByteBuffer.wrap(body(length)));
        } catch (EOFException end) {
            return null;
        }
    }

    private byte[] body(int length) throws IOException {
        byte[] body = new byte[Math.min(length, STEP)];
        in.readFully(body);
        while (body.length < length) {
            int filled = body.length;
            body = Arrays.copyOf(body, (int) Math.min(length, 2L * filled));
            in.readFully(body, filled, body.length - filled);
        }
        return body;
    }

    /** A frame whose fields are taken in the order in which they were put. Not thread-safe. */
    public static final class Frame {
        private final FrameKind kind;
        private final ByteBuffer fields;

        Frame(FrameKind kind, ByteBuffer fields) {
            this.kind = kind;
            this.fields = fields;
        }

        /** What it says. */
        public FrameKind kind() {
            return kind;
        }

        /** The next field, a number. */
        public long number() {
            return fields.getLong();
        }

        /** The next field, a number that fits an int. */
        public int integer() {
            return (int) fields.getLong();
        }

        /** The next field, a truth. */
        public boolean truth() {
            return fields.get() != 0;
        }

        /** The next field, a text. */
        public String text() {
            return new String(bytes(), StandardCharsets.UTF_8);
        }

        /** The next field, some bytes. */
        public byte[] bytes() {
            byte[] bytes = new byte[integer()];
            fields.get(bytes);
            return bytes;
        }

        /** The next field, some texts. */
        public List<String> texts() {
            int size = integer();
            List<String> texts = new ArrayList<>(Math.min(size, 1 << 16));
            for (int i = 0; i < size; i++) {
                texts.add(text());
            }
            return texts;
        }
    }
}
