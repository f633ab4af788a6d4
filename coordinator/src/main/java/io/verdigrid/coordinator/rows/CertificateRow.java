package io.verdigrid.coordinator.rows;

/**
 * A green build's certificate.
 *
 * @param pending no deployer has acknowledged it
 * @param envelope JSON; empty: not signed yet
 */
public record CertificateRow(boolean pending, String envelope) {
    /** The row's bytes. */
    public byte[] encode() {
        return new RowWriter(64).writeBoolean(pending).writeString(envelope).toBytes();
    }

    /** The row of these bytes. */
    public static CertificateRow decode(byte[] bytes) {
        RowReader from = new RowReader(Table.CERTIFICATE, bytes);
        boolean pending = from.readBoolean();
        return new CertificateRow(pending, from.readString());
    }
}
