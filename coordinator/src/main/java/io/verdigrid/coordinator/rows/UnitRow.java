package io.verdigrid.coordinator.rows;

/** What a unit is. */
public record UnitRow(String module, String unitId, String className, boolean partial) {
    /** The row's bytes. */
    public byte[] encode() {
        return new RowWriter(192)
                .writeString(module)
                .writeString(unitId)
                .writeString(className)
                .writeBoolean(partial)
                .toBytes();
    }

    /** The row of these bytes. */
    public static UnitRow decode(byte[] bytes) {
        RowReader from = new RowReader(Table.UNIT, bytes);
        return new UnitRow(from.readString(), from.readString(), from.readString(), from.readBoolean());
    }
}
