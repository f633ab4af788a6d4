package io.verdigrid.coordinator.rows;

import java.util.List;

/**
 * What is open of a suite.
 *
 * @param open signatures
 * @param seen the newest builds whose failures were looked at, so that none counts twice
 */
public record SuiteIssuesRow(List<String> open, List<String> seen) {
    /** Copies its lists. */
    public SuiteIssuesRow {
        open = List.copyOf(open);
        seen = List.copyOf(seen);
    }

    /** The row's bytes. */
    public byte[] encode() {
        return new RowWriter(256).writeStrings(open).writeStrings(seen).toBytes();
    }

    /** The row of these bytes. */
    public static SuiteIssuesRow decode(byte[] bytes) {
        RowReader from = new RowReader(Table.SUITE_ISSUES, bytes);
        return new SuiteIssuesRow(from.readStrings(), from.readStrings());
    }
}
