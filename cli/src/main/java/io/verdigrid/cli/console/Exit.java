package io.verdigrid.cli.console;

/** The exit statuses of every command. */
public final class Exit {
    /** Green, or done. */
    public static final int OK = 0;

    /** The build is red. */
    public static final int RED = 1;

    /** Wrong usage or input. */
    public static final int USAGE = 2;

    /** The grid itself failed. */
    public static final int GRID = 3;

    /** Ended with ctrl-c, or cancelled. */
    public static final int INTERRUPTED = 130;

    private Exit() {}
}
