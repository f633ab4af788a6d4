package io.verdigrid.cli.console;

/**
 * Colours for a terminal.
 *
 * @param on false: every text stays as it is
 */
public record Paint(boolean on) {
    /** Good. */
    public String green(String text) {
        return wrap("32", text);
    }

    /** Bad. */
    public String red(String text) {
        return wrap("31", text);
    }

    /** To be looked at. */
    public String yellow(String text) {
        return wrap("33", text);
    }

    /** Important. */
    public String bold(String text) {
        return wrap("1", text);
    }

    /** Of less importance. */
    public String dim(String text) {
        return wrap("2", text);
    }

    private String wrap(String code, String text) {
        return on ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
