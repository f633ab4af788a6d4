package io.verdigrid.coordinator.rows;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** Reads what a {@link RowWriter} wrote. For one thread. */
final class RowReader {
    private final byte[] bytes;
    private int at;

    /** Throws IllegalStateException for a row of a version that this code does not know. */
    RowReader(Table table, byte[] bytes) {
        this.bytes = bytes;
        int version = bytes.length == 0 ? 0 : readByte();
        if (version != Schema.ROW_VERSION) {
            throw new IllegalStateException("a row of table " + table + " has version " + version
                    + ", and this version of Verdigrid reads " + Schema.ROW_VERSION);
        }
    }

    /** Whether fields follow: rows get new ones at their ends only. */
    boolean hasMore() {
        return at < bytes.length;
    }

    int readByte() {
        return bytes[at++];
    }

    boolean readBoolean() {
        return readByte() != 0;
    }

    long readLong() {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte b = bytes[at++];
            value |= (long) (b & 0x7F) << shift;
            if (b >= 0) {
                return value;
            }
        }
    }

    double readDouble() {
        return Double.longBitsToDouble(readLong());
    }

    int readInt() {
        return (int) readLong();
    }

    String readString() {
        long head = readLong();
        int length = (int) (head >>> 1);
        at += length;
        if ((head & 1) == 0) {
            return new String(bytes, at - length, length, StandardCharsets.UTF_8);
        }
        char[] chars = new char[length / 2];
        for (int i = 0; i < chars.length; i++) {
            int from = at - length + 2 * i;
            chars[i] = (char) (bytes[from] << 8 | (bytes[from + 1] & 0xFF));
        }
        return new String(chars);
    }

    List<String> readStrings() {
        int count = readInt();
        List<String> texts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            texts.add(readString());
        }
        return texts;
    }

    String readStringAfter(String before) {
        int shared = readInt();
        String rest = readString();
        return rest.isEmpty() && shared == before.length()
                ? before
                : before.substring(0, shared).concat(rest);
    }

    /** 32 bytes as 64 hexadecimal digits. */
    String readHex() {
        at += 32;
        return HexFormat.of().formatHex(Arrays.copyOfRange(bytes, at - 32, at));
    }
}
