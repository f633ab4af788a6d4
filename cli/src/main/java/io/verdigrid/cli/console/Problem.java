package io.verdigrid.cli.console;

/**
 * Something that ends a command with one clear line for people: it names the thing and says what is allowed.
 *
 * <p>It has no stack trace: whoever reads it can do nothing with one.
 */
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int exitCode;

    private Problem(int exitCode, String message) {
        super(message, null, false, false);
        this.exitCode = exitCode;
    }

    /** Wrong usage or input: exit status 2. */
    public static Problem input(String message) {
        return new Problem(Exit.USAGE, message);
    }

    /** The grid failed, not the tests: exit status 3. */
    public static Problem grid(String message) {
        return new Problem(Exit.GRID, message);
    }

    /** The process's exit status. */
    public int exitCode() {
        return exitCode;
    }

    /** Never null here. */
    @Override
    public String getMessage() {
        String message = super.getMessage();
        return message == null ? "" : message;
    }
}
