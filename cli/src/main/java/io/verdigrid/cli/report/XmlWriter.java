package io.verdigrid.cli.report;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes XML 1.0 in UTF-8 as it is told, without a tree in memory. What XML 1.0 forbids (control characters, lone
 * surrogates) is written as U+FFFD.
 *
 * <p>Not thread-safe.
 */
final class XmlWriter implements Closeable {
    private static final char REPLACEMENT = '\ufffd';

    private final Writer out;
    private final Deque<String> open = new ArrayDeque<>();
    private boolean inStartTag;
    private boolean lineNeeded;

    XmlWriter(OutputStream out) throws IOException {
        this.out = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        this.out.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
        lineNeeded = true;
    }

    XmlWriter start(String element) throws IOException {
        endStartTag();
        newLine();
        out.write('<');
        out.write(element);
        open.push(element);
        inStartTag = true;
        return this;
    }

    XmlWriter attribute(String name, String value) throws IOException {
        if (!inStartTag) {
            throw new IllegalStateException("no element is open for the attribute " + name);
        }
        out.write(' ');
        out.write(name);
        out.write("=\"");
        new Escaper(true).write(value);
        out.write('"');
        return this;
    }

    XmlWriter text(String text) throws IOException {
        endStartTag();
        new Escaper(false).write(text);
        lineNeeded = false;
        return this;
    }

    /** Copies all of it in pieces; does not close it. */
    XmlWriter text(Reader text) throws IOException {
        endStartTag();
        Escaper escaper = new Escaper(false);
        char[] piece = new char[8192];
        for (int n = text.read(piece); n >= 0; n = text.read(piece)) {
            escaper.write(piece, n);
        }
        escaper.end();
        lineNeeded = false;
        return this;
    }

    XmlWriter end() throws IOException {
        String element = open.pop();
        if (inStartTag) {
            out.write("/>");
            inStartTag = false;
        } else {
            if (lineNeeded) {
                newLine();
            }
            out.write("</" + element + ">");
        }
        lineNeeded = true;
        return this;
    }

    @Override
    public void close() throws IOException {
        out.write('\n');
        out.close();
    }

    private void endStartTag() throws IOException {
        if (inStartTag) {
            out.write('>');
            inStartTag = false;
            lineNeeded = true;
        }
    }

    private void newLine() throws IOException {
        out.write('\n');
        out.write("  ".repeat(open.size()));
        lineNeeded = true;
    }

    /** Escapes character by character; a pair of surrogates may be split over two pieces. */
    private final class Escaper {
        private final boolean attribute;
        private char high;

        Escaper(boolean attribute) {
            this.attribute = attribute;
        }

        void write(String text) throws IOException {
            for (int i = 0; i < text.length(); i++) {
                write(text.charAt(i));
            }
            end();
        }

        void write(char[] text, int length) throws IOException {
            for (int i = 0; i < length; i++) {
                write(text[i]);
            }
        }

        void end() throws IOException {
            if (high != 0) {
                out.write(REPLACEMENT);
                high = 0;
            }
        }

        private void write(char c) throws IOException {
            if (high != 0) {
                if (Character.isLowSurrogate(c)) {
                    out.write(high);
                    out.write(c);
                    high = 0;
                    return;
                }
                end();
            }
            if (Character.isHighSurrogate(c)) {
                high = c;
            } else {
                single(c);
            }
        }

        private void single(char c) throws IOException {
            switch (c) {
                case '<' -> out.write("&lt;");
                case '>' -> out.write("&gt;");
                case '&' -> out.write("&amp;");
                case '"' -> out.write(attribute ? "&quot;" : "\"");
                // A parser would make a blank of them in an attribute, and a line feed of a carriage return in a text.
                case '\n' -> out.write(attribute ? "&#10;" : "\n");
                case '\t' -> out.write(attribute ? "&#9;" : "\t");
                case '\r' -> out.write("&#13;");
                default -> out.write(isForbidden(c) ? REPLACEMENT : c);
            }
        }

        private static boolean isForbidden(char c) {
            return c < ' ' || Character.isLowSurrogate(c) || c == '\ufffe' || c == '\uffff';
        }
    }
}
