package io.verdigrid.cli.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/**
 * Writes JSON as it is told, without a tree in memory; a value without a place is an IllegalStateException.
 *
 * <p>Not thread-safe. Failures of what it writes to are UncheckedIOExceptions.
 */
public final class JsonWriter {
    private final Appendable out;
    private final boolean indented;
    private final Deque<Scope> scopes = new ArrayDeque<>();
    private boolean named;

    private static final class Scope {
        final boolean object;
        boolean empty = true;

        Scope(boolean object) {
            this.object = object;
        }
    }

    private JsonWriter(Appendable out, boolean indented) {
        this.out = out;
        this.indented = indented;
    }

    /** All in one line. */
    public static JsonWriter oneLine(Appendable out) {
        return new JsonWriter(out, false);
    }

    /** A line for each value, for people who open the file. */
    public static JsonWriter indented(Appendable out) {
        return new JsonWriter(out, true);
    }

    /** Begins an object. */
    public JsonWriter object() {
        place();
        scopes.push(new Scope(true));
        return raw("{");
    }

    /** Begins an array. */
    public JsonWriter array() {
        place();
        scopes.push(new Scope(false));
        return raw("[");
    }

    /** Ends the innermost object or array. */
    public JsonWriter end() {
        Scope scope = scopes.pop();
        if (indented && !scope.empty) {
            newLine();
        }
        return raw(scope.object ? "}" : "]");
    }

    /** Names the next value of an object. */
    public JsonWriter name(String name) {
        Scope scope = scopes.peek();
        if (scope == null || !scope.object || named) {
            throw new IllegalStateException("no place for the name '" + name + "'");
        }
        separate(scope);
        quoted(name);
        raw(indented ? ": " : ":");
        named = true;
        return this;
    }

    /** A text. */
    public JsonWriter value(String text) {
        place();
        return quoted(text);
    }

    /** A whole number. */
    public JsonWriter value(long number) {
        place();
        return raw(Long.toString(number));
    }

    /** A number with at most six decimals; what is no number is null. */
    public JsonWriter value(double number) {
        place();
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            return raw("null");
        }
        String text = String.format(Locale.ROOT, "%.6f", number);
        return raw(text.replaceFirst("\\.?0+$", ""));
    }

    /** A truth. */
    public JsonWriter value(boolean truth) {
        place();
        return raw(truth ? "true" : "false");
    }

    /** A named text. */
    public JsonWriter field(String name, String text) {
        return name(name).value(text);
    }

    /** A named number. */
    public JsonWriter field(String name, long number) {
        return name(name).value(number);
    }

    /** A named number with decimals. */
    public JsonWriter field(String name, double number) {
        return name(name).value(number);
    }

    /** A named truth. */
    public JsonWriter field(String name, boolean truth) {
        return name(name).value(truth);
    }

    private void place() {
        Scope scope = scopes.peek();
        if (named) {
            named = false;
        } else if (scope != null && scope.object) {
            throw new IllegalStateException("a value in an object needs a name");
        } else if (scope != null) {
            separate(scope);
        }
    }

    private void separate(Scope scope) {
        if (!scope.empty) {
            raw(",");
        }
        scope.empty = false;
        if (indented) {
            newLine();
        }
    }

    private void newLine() {
        raw("\n" + "  ".repeat(scopes.size()));
    }

    private JsonWriter quoted(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> {
                    if (c < ' ' || c == 0x7f || (Character.isSurrogate(c) && !paired(text, i))) {
                        quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
                    } else {
                        quoted.append(c);
                    }
                }
            }
        }
        return raw(quoted.append('"').toString());
    }

    private static boolean paired(String text, int i) {
        char c = text.charAt(i);
        return Character.isHighSurrogate(c)
                ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
                : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
    }

    private JsonWriter raw(String text) {
        try {
            out.append(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }
}
