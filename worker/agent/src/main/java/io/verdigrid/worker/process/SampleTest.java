package io.verdigrid.worker.process;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.zip.ZipOutputStream;

/**
 * A class with one empty Jupiter test, written byte by byte, since the agent is compiled without JUnit: running it makes a JVM
 * load what every runner needs, and a class-data archive is made of that.
 */
final class SampleTest {
    /** Its binary name. */
    static final String NAME = "io.verdigrid.runner.Sample";

    private static final int JAVA_8 = 52;
    private static final int UTF8 = 1;
    private static final int CLASS = 7;
    private static final int NAME_AND_TYPE = 12;
    private static final int METHOD = 10;
    private static final int PUBLIC = 1;
    private static final int PUBLIC_SUPER = 0x21;

    private SampleTest() {}

    static void addTo(ZipOutputStream out) throws IOException {
        RunnerJar.put(out, NAME.replace('.', '/') + ".class", bytes());
    }

    private static byte[] bytes() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(0xCAFEBABE);
        out.writeShort(0);
        out.writeShort(JAVA_8);
        constants(out);
        out.writeShort(PUBLIC_SUPER);
        out.writeShort(2);
        out.writeShort(4);
        out.writeShort(0);
        out.writeShort(0);
        out.writeShort(2);
        method(out, 5, new int[] {0x2a, 0xb7, 0, 9, 0xb1}, false);
        method(out, 10, new int[] {0xb1}, true);
        out.writeShort(0);
        return bytes.toByteArray();
    }

    private static void constants(DataOutputStream out) throws IOException {
        out.writeShort(13);
        text(out, NAME.replace('.', '/')); // 1
        pair(out, CLASS, 1, 0); // 2
        text(out, "java/lang/Object"); // 3
        pair(out, CLASS, 3, 0); // 4
        text(out, "<init>"); // 5
        text(out, "()V"); // 6
        text(out, "Code"); // 7
        pair(out, NAME_AND_TYPE, 5, 6); // 8
        pair(out, METHOD, 4, 8); // 9
        text(out, "test"); // 10
        text(out, "RuntimeVisibleAnnotations"); // 11
        text(out, "Lorg/junit/jupiter/api/Test;"); // 12
    }

    private static void method(DataOutputStream out, int name, int[] code, boolean test) throws IOException {
        out.writeShort(PUBLIC);
        out.writeShort(name);
        out.writeShort(6);
        out.writeShort(test ? 2 : 1);
        out.writeShort(7);
        out.writeInt(12 + code.length);
        out.writeShort(1);
        out.writeShort(1);
        out.writeInt(code.length);
        for (int b : code) {
            out.writeByte(b);
        }
        out.writeShort(0);
        out.writeShort(0);
        if (test) {
            out.writeShort(11);
            out.writeInt(6);
            out.writeShort(1);
            out.writeShort(12);
            out.writeShort(0);
        }
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        out.writeByte(UTF8);
        out.writeUTF(text);
    }

    private static void pair(DataOutputStream out, int tag, int first, int second) throws IOException {
        out.writeByte(tag);
        out.writeShort(first);
        if (tag != CLASS) {
            out.writeShort(second);
        }
    }
}
