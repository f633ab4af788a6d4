package io.verdigrid.coordinator.rows;

/**
 * A worker of a build.
 *
 * @param variant of the code that it runs, as {@link io.verdigrid.coordinator.model.CodeKey} writes it; empty: not known
 */
public record WorkerRow(String name, String variant) {
    /** The row's bytes. */
    public byte[] encode() {
        RowWriter to = new RowWriter(64).writeString(name);
        if (!variant.isEmpty()) {
            to.writeString(variant);
        }
        return to.toBytes();
    }

    /** The row of these bytes. */
    public static WorkerRow decode(byte[] bytes) {
        RowReader from = new RowReader(Table.WORKER, bytes);
        String name = from.readString();
        return new WorkerRow(name, from.hasMore() ? from.readString() : "");
    }
}
