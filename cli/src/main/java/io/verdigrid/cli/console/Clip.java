package io.verdigrid.cli.console;

/** Texts cut to a width, counted in code points; control characters become blanks, so that nothing moves the cursor. */
public final class Clip {
    private Clip() {}

    /** One line without control characters, at most {@code width} wide; a longer one ends with an ellipsis. */
    public static String end(String text, int width) {
        String line = line(text);
        int length = line.codePointCount(0, line.length());
        if (length <= width) {
            return line;
        }
        return width <= 1 ? "…".substring(0, Math.max(0, width)) : first(line, width - 1) + "…";
    }

    /** As {@link #end}, but what is left out is at the start: of a class name the end tells most. */
    public static String start(String text, int width) {
        String line = line(text);
        int length = line.codePointCount(0, line.length());
        if (length <= width) {
            return line;
        }
        return width <= 1
                ? "…".substring(0, Math.max(0, width))
                : "…" + line.substring(line.offsetByCodePoints(0, length - width + 1));
    }

    /** The text as one line: each control character is a blank. */
    public static String line(String text) {
        StringBuilder out = null;
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                if (out == null) {
                    out = new StringBuilder(text);
                }
                out.setCharAt(i, ' ');
            }
        }
        return out == null ? text : out.toString();
    }

    private static String first(String line, int codePoints) {
        return line.substring(0, line.offsetByCodePoints(0, codePoints));
    }
}
