package io.verdigrid.coordinator.rows;

import io.verdigrid.coordinator.model.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * The attempts that one build added at one time to the history of some neighbouring tests of a unit, sorted by test and number.
 *
 * <p>Tests are kept in blocks of {@link #TESTS}, so that the history of one test of a large class is read without that of the
 * others. The figures that every listing needs stand first, so that it need not look at the rest.
 */
public record RunRow(Run run, List<Entry> entries) {
    /** Tests of a block: those whose numbers divided by this are equal. */
    public static final int TESTS = 32;

    /** Sorts and copies its list. */
    public RunRow {
        List<Entry> sorted = new ArrayList<>(entries);
        sorted.sort(Comparator.comparingInt(Entry::test).thenComparingInt(Entry::number));
        entries = List.copyOf(sorted);
    }

    /**
     * What all attempts of the row share.
     *
     * @param slotTimeMs for which the unit's lease held its slot, milliseconds; 0: not known
     * @param fixtureMs of it, outside its test methods
     */
    public record Run(String buildId, long slotTimeMs, long fixtureMs) {}

    /**
     * An attempt.
     *
     * @param test its number in its unit's history
     * @param outcome the one that counts
     */
    public record Entry(int test, int number, Outcome outcome, long durationUs, Circumstances circumstances) {}

    /**
     * Where and on what an attempt ran.
     *
     * @param startedAtMs milliseconds since 1970 by the worker's clock
     * @param codeKey of the code that it tested; empty: not known
     * @param run which run of its runner, from 1; 0: not known
     * @param position which test of that run, from 1; 0: not known
     * @param loadPercent the host's load average when it was reported, times 100; -1: not known
     */
    public record Circumstances(
            long startedAtMs, String codeKey, String worker, int run, int position, int loadPercent) {}

    /** Takes a row's attempts without making objects of them. */
    @FunctionalInterface
    public interface EntryVisitor {
        /** Takes an attempt of the test with this number. */
        void visit(int test, int number, Outcome outcome, long durationUs);
    }

    /** The block of a test. */
    public static int block(int test) {
        return test / TESTS;
    }

    /** The row's bytes. */
    public byte[] encode() {
        RowWriter to = new RowWriter(96 + 12 * entries.size()).writeString(run.buildId());
        to.writeLong(run.slotTimeMs()).writeLong(run.fixtureMs());
        to.writeInt(entries.size());
        int before = 0;
        long firstMs = Long.MAX_VALUE;
        for (Entry entry : entries) {
            to.writeInt(entry.test() - before);
            to.writeInt(entry.number() << 4 | Codes.of(entry.outcome())).writeLong(entry.durationUs());
            before = entry.test();
            firstMs = Math.min(firstMs, entry.circumstances().startedAtMs());
        }
        Map<String, Integer> texts = new LinkedHashMap<>();
        for (Entry entry : entries) {
            texts.putIfAbsent(entry.circumstances().codeKey(), texts.size());
            texts.putIfAbsent(entry.circumstances().worker(), texts.size());
        }
        to.writeStrings(texts.keySet()).writeLong(firstMs);
        for (Entry entry : entries) {
            Circumstances all = entry.circumstances();
            to.writeLong(all.startedAtMs() - firstMs);
            to.writeInt(texts.getOrDefault(all.codeKey(), 0)).writeInt(texts.getOrDefault(all.worker(), 0));
            to.writeInt(all.run()).writeInt(all.position()).writeInt(all.loadPercent() + 1);
        }
        return to.toBytes();
    }

    /** Visits the attempts of the row of these bytes. */
    public static void visit(byte[] bytes, EntryVisitor visitor) {
        RowReader from = new RowReader(Table.HISTORY_RUN, bytes);
        from.readString();
        from.readLong();
        from.readLong();
        int test = 0;
        for (int left = from.readInt(); left > 0; left--) {
            test += from.readInt();
            int kind = from.readInt();
            visitor.visit(test, kind >> 4, Codes.outcome(kind & 15), from.readLong());
        }
    }

    /** The row of these bytes. */
    public static RunRow decode(byte[] bytes) {
        return decode(bytes, test -> true);
    }

    /** The row of these bytes with the attempts of some tests only. */
    public static RunRow decode(byte[] bytes, IntPredicate wanted) {
        RowReader from = new RowReader(Table.HISTORY_RUN, bytes);
        Run run = new Run(from.readString(), from.readLong(), from.readLong());
        int count = from.readInt();
        int[] tests = new int[count];
        int[] kinds = new int[count];
        long[] durations = new long[count];
        int before = 0;
        for (int i = 0; i < count; i++) {
            before += from.readInt();
            tests[i] = before;
            kinds[i] = from.readInt();
            durations[i] = from.readLong();
        }
        List<String> texts = from.readStrings();
        long firstMs = from.readLong();
        List<Entry> entries = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            long startedAtMs = firstMs + from.readLong();
            int codeKey = from.readInt();
            int worker = from.readInt();
            int runOfRunner = from.readInt();
            int position = from.readInt();
            int loadPercent = from.readInt() - 1;
            if (wanted.test(tests[i])) {
                Circumstances all = new Circumstances(
                        startedAtMs, texts.get(codeKey), texts.get(worker), runOfRunner, position, loadPercent);
                entries.add(new Entry(tests[i], kinds[i] >> 4, Codes.outcome(kinds[i] & 15), durations[i], all));
            }
        }
        return new RunRow(run, entries);
    }
}
