package io.verdigrid.runner.platform;

import java.io.Writer;

/** Takes text until its UTF-8 form would be longer than allowed; then it throws, so that whoever writes stops. */
final class BoundedText extends Writer {
    private static final String END = "\n[the rest is left out]\n";

    private final StringBuilder text = new StringBuilder();
    private int left;

    /** Takes this many bytes. */
    BoundedText(int bytes) {
        this.left = bytes - END.length();
    }

    @Override
    public void write(char[] characters, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            char character = characters[i];
            left -= character < 0x80 ? 1 : character < 0x800 ? 2 : 3;
            if (left < 0) {
                text.append(END);
                throw new Full();
            }
            text.append(character);
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}

    @Override
    public String toString() {
        return text.toString();
    }

    /** There is no room for more; an error, so that no printStackTrace() catches it. */
    static final class Full extends Error {
        Full() {
            super("full", null, false, false);
        }
    }
}
