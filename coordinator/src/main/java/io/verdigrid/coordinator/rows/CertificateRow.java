package io.verdigrid.coordinator.rows;

import java.util.List;

/**
 * A green build's certificate.
 *
 * @param pending no deployer has acknowledged it
 * @param envelope JSON; empty: not signed yet
 * @param authors mail addresses of who made the revision
 */
public record CertificateRow(boolean pending, String envelope, List<String> authors) {
    /** Copies its list. */
    public CertificateRow {
        authors = List.copyOf(authors);
    }

    /** The row's bytes. */
    public byte[] encode() {
        return new RowWriter(64)
                .writeBoolean(pending)
                .writeString(envelope)
                .writeStrings(authors)
                .toBytes();
    }

    /** The row of these bytes. */
    public static CertificateRow decode(byte[] bytes) {
        RowReader from = new RowReader(Table.CERTIFICATE, bytes);
        boolean pending = from.readBoolean();
        String envelope = from.readString();
        return new CertificateRow(pending, envelope, from.hasMore() ? from.readStrings() : List.of());
    }
}
