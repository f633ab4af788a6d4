package io.verdigrid.runner.discovery;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * What the bytes of a class tell about whether it may hold tests, for classes that the JVM refuses. Immutable. A class
 * that is only a helper with a missing library is no failed test: no engine would have run it.
 */
final class ClassFile {
    private static final int INTERFACE_ABSTRACT_SYNTHETIC_ENUM = 0x0200 | 0x0400 | 0x1000 | 0x4000;
    private static final String[] MARKERS = {"Lorg/junit/", "Lorg/testng/annotations/", "Lnet/jqwik/api/"};
    private static final String[] TEST_BASES = {"junit/framework/", "spock/lang/", "io/kotest/", "org/scalatest"};

    private final int access;
    private final boolean marked;
    private final String superName;
    private final Set<String> texts;

    private ClassFile(int access, boolean marked, String superName, Set<String> texts) {
        this.access = access;
        this.marked = marked;
        this.texts = texts;
        this.superName = superName;
    }

    /** True where it cannot be told, too: a class that is named like a test and broken is better shown than hidden. */
    static boolean mayHoldTests(String className) {
        if (isAnonymous(className)) {
            return false;
        }
        String at = className.replace('.', '/');
        for (int depth = 0; depth < 50; depth++) {
            ClassFile file;
            try {
                file = read(at);
            } catch (IOException | RuntimeException unreadable) {
                return true;
            }
            if (depth == 0 && (file.access & INTERFACE_ABSTRACT_SYNTHETIC_ENUM) != 0) {
                return false;
            }
            if (file.marked || startsWithAny(file.superName, TEST_BASES)) {
                return true;
            }
            if (file.superName.startsWith("java/") || file.superName.isEmpty()) {
                return false;
            }
            at = file.superName;
        }
        return true;
    }

    /** The class's constants hold this text. */
    static boolean mentions(String className, String text) {
        try {
            return read(className.replace('.', '/')).texts.contains(text);
        } catch (IOException | RuntimeException unreadable) {
            return true;
        }
    }

    private static boolean isAnonymous(String className) {
        for (int dollar = className.indexOf('$'); dollar >= 0; dollar = className.indexOf('$', dollar + 1)) {
            if (dollar + 1 < className.length() && Character.isDigit(className.charAt(dollar + 1))) {
                return true;
            }
        }
        return false;
    }

    private static ClassFile read(String name) throws IOException {
        try (InputStream bytes = ClassCheck.loader().getResourceAsStream(name + ".class")) {
            if (bytes == null) {
                throw new IOException("no " + name);
            }
            return read(new DataInputStream(new BufferedInputStream(bytes)), name);
        }
    }

    private static ClassFile read(DataInputStream in, String name) throws IOException {
        if (in.readInt() != 0xCAFEBABE) {
            throw new IOException("not a class file");
        }
        in.readInt();
        int size = in.readUnsignedShort();
        String[] texts = new String[size];
        int[] classes = new int[size];
        String own = 'L' + name + ';';
        boolean marked = false;
        for (int i = 1; i < size; i++) {
            int tag = in.readUnsignedByte();
            if (tag == 1) {
                texts[i] = in.readUTF();
                marked |= startsWithAny(texts[i], MARKERS)
                        || (texts[i].startsWith("L") && texts[i].endsWith("Test;") && !texts[i].equals(own));
            } else if (tag == 7) {
                classes[i] = in.readUnsignedShort();
            } else {
                skip(in, tag);
                if (tag == 5 || tag == 6) {
                    i++;
                }
            }
        }
        int access = in.readUnsignedShort();
        in.readUnsignedShort();
        String superName = texts[classes[in.readUnsignedShort()]];
        return new ClassFile(access, marked, superName == null ? "" : superName, new HashSet<>(Arrays.asList(texts)));
    }

    private static void skip(DataInputStream in, int tag) throws IOException {
        int length;
        if (tag == 5 || tag == 6) {
            length = 8;
        } else if (tag == 15) {
            length = 3;
        } else if (tag == 8 || tag == 16 || tag == 19 || tag == 20) {
            length = 2;
        } else {
            length = 4;
        }
        in.readFully(new byte[length]);
    }

    private static boolean startsWithAny(String text, String[] prefixes) {
        for (String each : prefixes) {
            if (text.startsWith(each)) {
                return true;
            }
        }
        return false;
    }
}
