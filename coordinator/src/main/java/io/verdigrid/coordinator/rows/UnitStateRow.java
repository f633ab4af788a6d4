package io.verdigrid.coordinator.rows;

import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What became of a unit.
 *
 * @param leases those that ran to their end
 * @param containersDone numbers of its planned leaves that registered tests and have ended
 * @param folded its attempts up to this position are part of the history
 */
public record UnitStateRow(SortedSet<Long> leases, SortedSet<Integer> containersDone, long folded) {
    /** What a unit has to which nothing has happened. */
    public static UnitStateRow none() {
        return new UnitStateRow(new TreeSet<>(), new TreeSet<>(), 0);
    }

    /** The row's bytes. */
    public byte[] encode() {
        RowWriter to = new RowWriter(32).writeLong(folded).writeInt(leases.size());
        leases.forEach(to::writeLong);
        to.writeInt(containersDone.size());
        containersDone.forEach(to::writeInt);
        return to.toBytes();
    }

    /** The row of these bytes. */
    public static UnitStateRow decode(byte[] bytes) {
        RowReader from = new RowReader(Table.UNIT_STATE, bytes);
        long folded = from.readLong();
        SortedSet<Long> leases = new TreeSet<>();
        for (int i = from.readInt(); i > 0; i--) {
            leases.add(from.readLong());
        }
        SortedSet<Integer> containersDone = new TreeSet<>();
        for (int i = from.readInt(); i > 0; i--) {
            containersDone.add(from.readInt());
        }
        return new UnitStateRow(leases, containersDone, folded);
    }
}
