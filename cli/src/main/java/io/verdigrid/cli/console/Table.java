package io.verdigrid.cli.console;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows under titles, fitted to a width: the one elastic column gives way, and nothing wraps.
 *
 * <p>Not thread-safe.
 */
public final class Table {
    private static final String GAP = "  ";
    private static final int LEAST_ELASTIC = 12;

    private final List<Column> columns;
    private final List<List<String>> rows = new ArrayList<>();

    /** How a column stands. */
    public enum Align {
        LEFT,
        RIGHT,
        /** To the left, and cut at its start where the terminal is too narrow. */
        ELASTIC
    }

    /** A column's title and how it stands. */
    public record Column(String title, Align align) {
        /** Of text. */
        public static Column left(String title) {
            return new Column(title, Align.LEFT);
        }

        /** Of numbers. */
        public static Column right(String title) {
            return new Column(title, Align.RIGHT);
        }

        /** Of text that may be long. */
        public static Column elastic(String title) {
            return new Column(title, Align.ELASTIC);
        }
    }

    /** An empty table. */
    public Table(Column... columns) {
        this.columns = List.of(columns);
    }

    /** One more row, with a cell for each column. */
    public Table row(String... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException(cells.length + " cells for " + columns.size() + " columns");
        }
        List<String> row = new ArrayList<>();
        for (String cell : cells) {
            row.add(Clip.line(cell));
        }
        rows.add(row);
        return this;
    }

    /** The lines, each ended by a line feed and, where it can be, no wider than this. */
    public String render(int width) {
        int[] widths = widths(width);
        StringBuilder out = new StringBuilder();
        line(out, columns.stream().map(Column::title).toList(), widths);
        rows.forEach(row -> line(out, row, widths));
        return out.toString();
    }

    private int[] widths(int width) {
        int[] widths = new int[columns.size()];
        int sum = GAP.length() * (columns.size() - 1);
        int elastic = -1;
        for (int c = 0; c < widths.length; c++) {
            widths[c] = columns.get(c).title().length();
            for (List<String> row : rows) {
                widths[c] = Math.max(widths[c], length(row.get(c)));
            }
            sum += widths[c];
            elastic = columns.get(c).align() == Align.ELASTIC ? c : elastic;
        }
        if (sum > width && elastic >= 0) {
            widths[elastic] = Math.max(LEAST_ELASTIC, widths[elastic] - (sum - width));
        }
        return widths;
    }

    private void line(StringBuilder out, List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int c = 0; c < widths.length; c++) {
            if (c > 0) {
                line.append(GAP);
            }
            Align align = columns.get(c).align();
            String cell = align == Align.ELASTIC ? Clip.start(cells.get(c), widths[c]) : cells.get(c);
            String fill = " ".repeat(Math.max(0, widths[c] - length(cell)));
            line.append(align == Align.RIGHT ? fill + cell : cell + fill);
        }
        out.append(line.toString().stripTrailing()).append('\n');
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
