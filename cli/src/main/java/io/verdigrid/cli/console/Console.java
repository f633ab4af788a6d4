package io.verdigrid.cli.console;

import java.io.PrintStream;
import java.util.function.IntSupplier;

/**
 * Where a command writes, and what it knows of who reads.
 *
 * @param out for what was asked for
 * @param err for problems and for lines that are not the answer
 * @param terminal {@code out} is a terminal: a line may be drawn again
 * @param colour escape sequences for colour are welcome
 * @param columns asks for the terminal's width now
 */
public record Console(PrintStream out, PrintStream err, boolean terminal, boolean colour, IntSupplier columns) {
    /** The marks for colour, or none. */
    public Paint paint() {
        return new Paint(colour);
    }

    /** The width that a table may take: the terminal's, or plenty where there is none. */
    public int tableWidth() {
        return terminal ? Math.max(40, columns.getAsInt()) : 200;
    }
}
