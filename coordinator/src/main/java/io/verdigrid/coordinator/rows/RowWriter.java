package io.verdigrid.coordinator.rows;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;

/** Writes the values of one row: numbers as variable-length integers, texts with their length. For one thread. */
final class RowWriter {
    private byte[] buffer;
    private int length;

    RowWriter(int expectedBytes) {
        buffer = new byte[Math.max(16, expectedBytes)];
        writeByte(Schema.ROW_VERSION);
    }

    RowWriter writeByte(int value) {
        reserve(1);
        buffer[length++] = (byte) value;
        return this;
    }

    RowWriter writeBoolean(boolean value) {
        return writeByte(value ? 1 : 0);
    }

    /** A number that is not negative takes 1 byte for each 7 bits; a negative one takes 10. */
    RowWriter writeLong(long value) {
        reserve(10);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            buffer[length++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        buffer[length++] = (byte) rest;
        return this;
    }

    RowWriter writeDouble(double value) {
        return writeLong(Double.doubleToLongBits(value));
    }

    RowWriter writeInt(int value) {
        return writeLong(value);
    }

    /** A text; also one that is not well-formed UTF-16, which UTF-8 would lose. */
    RowWriter writeString(String text) {
        if (hasLoneSurrogate(text)) {
            return writeUtf16(text);
        }
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        writeLong((long) utf8.length << 1);
        return writeBytes(utf8);
    }

    RowWriter writeStrings(Collection<String> texts) {
        writeInt(texts.size());
        texts.forEach(this::writeString);
        return this;
    }

    /** A text as the number of its characters that {@code before} begins with, and the rest. */
    RowWriter writeStringAfter(String before, String text) {
        int limit = Math.min(before.length(), text.length());
        int shared = 0;
        while (shared < limit && before.charAt(shared) == text.charAt(shared)) {
            shared++;
        }
        if (shared > 0 && Character.isHighSurrogate(text.charAt(shared - 1))) {
            shared--;
        }
        return writeInt(shared).writeString(text.substring(shared));
    }

    /** 64 hexadecimal digits as 32 bytes. */
    RowWriter writeHex(String hex) {
        return writeBytes(HexFormat.of().parseHex(hex));
    }

    private RowWriter writeBytes(byte[] bytes) {
        reserve(bytes.length);
        System.arraycopy(bytes, 0, buffer, length, bytes.length);
        length += bytes.length;
        return this;
    }

    /** The JDK's encoder replaces a lone surrogate, so the characters are written by hand. */
    private RowWriter writeUtf16(String text) {
        byte[] utf16 = new byte[2 * text.length()];
        for (int i = 0; i < text.length(); i++) {
            utf16[2 * i] = (byte) (text.charAt(i) >> 8);
            utf16[2 * i + 1] = (byte) text.charAt(i);
        }
        return writeLong((long) utf16.length << 1 | 1).writeBytes(utf16);
    }

    private static boolean hasLoneSurrogate(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                boolean pair = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }

    private void reserve(int bytes) {
        if (length + bytes > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + bytes));
        }
    }

    byte[] toBytes() {
        return length == buffer.length ? buffer : Arrays.copyOf(buffer, length);
    }
}
