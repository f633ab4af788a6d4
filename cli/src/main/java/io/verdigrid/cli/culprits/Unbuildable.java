package io.verdigrid.cli.culprits;

/** A commit's tests cannot be run, for what is in the commit: its message says why, in a line or some. */
public final class Unbuildable extends Exception {
    private static final long serialVersionUID = 1;

    /** For this reason. */
    public Unbuildable(String why) {
        super(why, null, false, false);
    }

    /** Its first line that is not empty. */
    String line() {
        String message = getMessage() == null ? "" : getMessage();
        return message.lines()
                .filter(line -> !line.isBlank())
                .findFirst()
                .orElse("it does not build")
                .strip();
    }
}
