package io.verdigrid.coordinator.rows;

import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the tests of a block did on one day, by their numbers. Mutable; for one thread. */
public final class DayRow {
    private static final long DAY_MS = Duration.ofDays(1).toMillis();

    private final SortedMap<Integer, DayFigures> tests = new TreeMap<>();

    /** The day of a time in milliseconds since 1970, UTC: days since 1970. */
    public static int day(long ms) {
        return (int) Math.floorDiv(ms, DAY_MS);
    }

    /** A test's figures, which are made if there are none. */
    public DayFigures of(int test) {
        return tests.computeIfAbsent(test, number -> new DayFigures());
    }

    /** A test's figures, or null. */
    public @Nullable DayFigures find(int test) {
        return tests.get(test);
    }

    /** Each test's figures, by their numbers. */
    public Map<Integer, DayFigures> tests() {
        return tests;
    }

    /** The row's bytes. */
    public byte[] encode() {
        RowWriter to = new RowWriter(24 * tests.size()).writeInt(tests.size());
        int before = 0;
        for (Map.Entry<Integer, DayFigures> test : tests.entrySet()) {
            to.writeInt(test.getKey() - before);
            test.getValue().write(to);
            before = test.getKey();
        }
        return to.toBytes();
    }

    /** The row of these bytes. */
    public static DayRow decode(byte[] bytes) {
        RowReader from = new RowReader(Table.HISTORY_DAY, bytes);
        DayRow row = new DayRow();
        int test = 0;
        for (int left = from.readInt(); left > 0; left--) {
            test += from.readInt();
            row.tests.put(test, DayFigures.read(from));
        }
        return row;
    }
}
