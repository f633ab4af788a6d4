package io.verdigrid.coordinator.rows;

/** What a unit is. */
public record UnitRow(String module, String unitId, String className, boolean partial, boolean ordered) {
    private static final int PARTIAL = 1;
    private static final int ORDERED = 2;

    /** The row's bytes. */
    public byte[] encode() {
        return new RowWriter(192)
                .writeString(module)
                .writeString(unitId)
                .writeString(className)
                .writeByte((partial ? PARTIAL : 0) | (ordered ? ORDERED : 0))
                .toBytes();
    }

    /** The row of these bytes. */
    public static UnitRow decode(byte[] bytes) {
        RowReader from = new RowReader(Table.UNIT, bytes);
        String module = from.readString();
        String unitId = from.readString();
        String className = from.readString();
        int flags = from.readByte();
        return new UnitRow(module, unitId, className, (flags & PARTIAL) != 0, (flags & ORDERED) != 0);
    }
}
