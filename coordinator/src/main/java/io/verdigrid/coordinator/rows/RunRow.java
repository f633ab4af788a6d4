package io.verdigrid.coordinator.rows;

import io.verdigrid.coordinator.model.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The attempts that one build added to a unit's history at one time, sorted by test and number. */
public record RunRow(String buildId, List<Entry> entries) {
    /** Sorts and copies its list. */
    public RunRow {
        List<Entry> sorted = new ArrayList<>(entries);
        sorted.sort(Comparator.comparingInt(Entry::test).thenComparingInt(Entry::number));
        entries = List.copyOf(sorted);
    }

    /**
     * An attempt.
     *
     * @param test its number in its unit's history
     */
    public record Entry(int test, int number, Outcome outcome, long durationUs) {}

    /** Takes a run's attempts without making objects of them. */
    @FunctionalInterface
    public interface EntryVisitor {
        /** Takes an attempt of the test with this number. */
        void visit(int test, int number, Outcome outcome, long durationUs);
    }

    /** The row's bytes. */
    public byte[] encode() {
        RowWriter to = new RowWriter(32 + 5 * entries.size()).writeString(buildId);
        to.writeInt(entries.size());
        int before = 0;
        for (Entry entry : entries) {
            to.writeInt(entry.test() - before);
            to.writeInt(entry.number() << 4 | Codes.of(entry.outcome())).writeLong(entry.durationUs());
            before = entry.test();
        }
        return to.toBytes();
    }

    /** Visits the attempts of the row of these bytes, and gives the id of their build. */
    public static String visit(byte[] bytes, EntryVisitor visitor) {
        RowReader from = new RowReader(Table.HISTORY_RUN, bytes);
        String buildId = from.readString();
        int count = from.readInt();
        int test = 0;
        for (int i = 0; i < count; i++) {
            test += from.readInt();
            int kind = from.readInt();
            visitor.visit(test, kind >> 4, Codes.outcome(kind & 15), from.readLong());
        }
        return buildId;
    }
}
