package io.verdigrid.coordinator.rows;

import io.verdigrid.coordinator.model.Neighbours;
import io.verdigrid.coordinator.model.ResourceLock;
import java.util.ArrayList;
import java.util.List;

/** What a unit is. */
public record UnitRow(
        String module, String unitId, String className, boolean partial, boolean ordered, Neighbours neighbours) {
    private static final int PARTIAL = 1;
    private static final int ORDERED = 2;
    private static final int ISOLATED = 4;
    private static final int SAME_THREAD = 8;
    private static final int LOCKS = 16;

    /** The row's bytes. */
    public byte[] encode() {
        List<ResourceLock> locks = neighbours.locks();
        RowWriter to = new RowWriter(192)
                .writeString(module)
                .writeString(unitId)
                .writeString(className)
                .writeByte((partial ? PARTIAL : 0)
                        | (ordered ? ORDERED : 0)
                        | (neighbours.isolated() ? ISOLATED : 0)
                        | (neighbours.sameThread() ? SAME_THREAD : 0)
                        | (locks.isEmpty() ? 0 : LOCKS));
        if (!locks.isEmpty()) {
            to.writeInt(locks.size());
            locks.forEach(lock -> to.writeString(lock.key()).writeBoolean(lock.shared()));
        }
        return to.toBytes();
    }

    /** The row of these bytes. */
    public static UnitRow decode(byte[] bytes) {
        RowReader from = new RowReader(Table.UNIT, bytes);
        String module = from.readString();
        String unitId = from.readString();
        String className = from.readString();
        int flags = from.readByte();
        List<ResourceLock> locks = new ArrayList<>();
        for (int left = (flags & LOCKS) == 0 ? 0 : from.readInt(); left > 0; left--) {
            locks.add(new ResourceLock(from.readString(), from.readBoolean()));
        }
        Neighbours neighbours = new Neighbours((flags & ISOLATED) != 0, (flags & SAME_THREAD) != 0, locks);
        return new UnitRow(module, unitId, className, (flags & PARTIAL) != 0, (flags & ORDERED) != 0, neighbours);
    }
}
