package io.verdigrid.coordinator.rows;

import java.util.List;

/** Rows that hold a number, a text or texts, and nothing else. */
public final class TextRow {
    private TextRow() {}

    /** A row of one number. */
    public static byte[] number(long number) {
        return new RowWriter(16).writeLong(number).toBytes();
    }

    /** The number of such a row. */
    public static long number(Table table, byte[] bytes) {
        return new RowReader(table, bytes).readLong();
    }

    /** A row of one text. */
    public static byte[] text(String text) {
        return new RowWriter(64).writeString(text).toBytes();
    }

    /** The text of such a row. */
    public static String text(Table table, byte[] bytes) {
        return new RowReader(table, bytes).readString();
    }

    /** A row of several texts. */
    public static byte[] texts(List<String> texts) {
        return new RowWriter(64).writeStrings(texts).toBytes();
    }

    /** The texts of such a row. */
    public static List<String> texts(Table table, byte[] bytes) {
        return new RowReader(table, bytes).readStrings();
    }
}
