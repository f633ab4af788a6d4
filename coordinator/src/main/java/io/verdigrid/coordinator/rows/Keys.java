package io.verdigrid.coordinator.rows;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Keys, and the prefixes that find several rows. Numbers are big-endian, so that they sort. */
public final class Keys {
    /** Begins every key. */
    public static final byte[] ALL = new byte[0];

    private Keys() {}

    /** A text. */
    public static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The text of a key that is one. */
    public static String asText(byte[] key) {
        return new String(key, StandardCharsets.UTF_8);
    }

    /** A number. */
    public static byte[] number(int number) {
        return ByteBuffer.allocate(4).putInt(number).array();
    }

    /** Two numbers. */
    public static byte[] numbers(int first, int second) {
        return ByteBuffer.allocate(8).putInt(first).putInt(second).array();
    }

    /** Three numbers. */
    public static byte[] numbers(int first, int second, int third) {
        return ByteBuffer.allocate(12)
                .putInt(first)
                .putInt(second)
                .putInt(third)
                .array();
    }

    /** A number and a long one. */
    public static byte[] position(int number, long position) {
        return ByteBuffer.allocate(12).putInt(number).putLong(position).array();
    }

    /** A number and a text that ends the key. */
    public static byte[] numberAndText(int number, String text) {
        byte[] utf8 = text(text);
        return ByteBuffer.allocate(4 + utf8.length).putInt(number).put(utf8).array();
    }

    /** A text with its length in front, so that none is another's prefix, and one that ends the key. */
    public static byte[] texts(String first, String second) {
        byte[] one = text(first);
        byte[] two = text(second);
        return ByteBuffer.allocate(4 + one.length + two.length)
                .putInt(one.length)
                .put(one)
                .put(two)
                .array();
    }

    /** A number, the package of a class, and the class. */
    public static byte[] classOf(int number, String className) {
        String inPackage = packageOf(className);
        byte[] rest = texts(inPackage, className.substring(inPackage.length()));
        return ByteBuffer.allocate(4 + rest.length).putInt(number).put(rest).array();
    }

    /** Finds all classes of a package, and of no other. */
    public static byte[] packageOfClass(int number, String className) {
        byte[] rest = texts(packageOf(className), "");
        return ByteBuffer.allocate(4 + rest.length).putInt(number).put(rest).array();
    }

    /** The text after a key's first number. */
    public static String textAfterNumber(byte[] key) {
        return new String(key, 4, key.length - 4, StandardCharsets.UTF_8);
    }

    /** The text that ends a key of two texts. */
    public static String secondText(byte[] key) {
        int first = ByteBuffer.wrap(key).getInt();
        return new String(key, 4 + first, key.length - 4 - first, StandardCharsets.UTF_8);
    }

    /** The first text of a key of two texts. */
    public static String firstText(byte[] key) {
        return new String(key, 4, ByteBuffer.wrap(key).getInt(), StandardCharsets.UTF_8);
    }

    /** The number at this place of a key of numbers, from 0. */
    public static int numberAt(byte[] key, int place) {
        return ByteBuffer.wrap(key).getInt(4 * place);
    }

    /** The position that ends a key of a number and a position. */
    public static long positionOf(byte[] key) {
        return ByteBuffer.wrap(key).getLong(4);
    }

    /** The package of a class; empty for one without. */
    public static String packageOf(String className) {
        return className.substring(0, Math.max(0, className.lastIndexOf('.')));
    }
}
