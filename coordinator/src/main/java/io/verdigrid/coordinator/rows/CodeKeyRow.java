package io.verdigrid.coordinator.rows;

import io.verdigrid.coordinator.model.CodeKey;
import io.verdigrid.protocol.Digest;

/** A code key, found by its number. */
public record CodeKeyRow(CodeKey key) {
    /** The row's bytes. */
    public byte[] encode() {
        return new RowWriter(96)
                .writeHex(key.bundle().hex())
                .writeString(key.variant())
                .toBytes();
    }

    /** The row of these bytes. */
    public static CodeKeyRow decode(byte[] bytes) {
        RowReader from = new RowReader(Table.CODE_KEY, bytes);
        Digest bundle = new Digest(from.readHex());
        return new CodeKeyRow(new CodeKey(bundle, from.readString()));
    }
}
