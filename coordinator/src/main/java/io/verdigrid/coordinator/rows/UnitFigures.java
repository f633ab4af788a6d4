package io.verdigrid.coordinator.rows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the history counts of one unit and of its tests. Mutable; for one thread.
 *
 * <p>A run is what one build adds at one time. Tests that have not been seen for {@link #RUNS} runs are forgotten, and of
 * tests whose ids differ in each build no more are kept than four builds' worth.
 */
public final class UnitFigures {
    /** Runs whose attempts are kept for each block of tests: 200 attempts of each test, with room for retests, which are runs too. */
    public static final int RUNS = 256;

    /** Closings from which fixture cost and slot time are taken. */
    public static final int CLOSINGS = 10;

    private final int number;
    private final String className;
    private final Map<String, TestFigures> tests = new LinkedHashMap<>();
    /** How many rows each block of tests has had. */
    private final SortedMap<Integer, Integer> blocks = new TreeMap<>();

    private Ring fixturesMs = new Ring(CLOSINGS);
    private Ring slotTimesMs = new Ring(CLOSINGS);
    private int runs;
    private int nextTest;
    private int widest;

    /** A unit of which nothing is known; the number finds its runs. */
    public UnitFigures(int number, String className) {
        this.number = number;
        this.className = className;
    }

    /** Runs so far. */
    public int runs() {
        return runs;
    }

    /** The blocks of its tests that have had a run. */
    public Set<Integer> blocks() {
        return blocks.keySet();
    }

    /** Begins a run. */
    public void beginRun() {
        runs++;
    }

    /** The number, from 0, of the row that this run adds to a block of tests. */
    public int nextRun(int block) {
        return blocks.merge(block, 1, Integer::sum) - 1;
    }

    /** A test's figures, which are made if there are none; it counts as seen in the newest run. */
    public TestFigures seen(String uniqueId, String itsClass, String name, String registeredBy) {
        TestFigures test =
                tests.computeIfAbsent(uniqueId, id -> new TestFigures(nextTest++, id, itsClass, name, registeredBy));
        test.seen(runs);
        return test;
    }

    /** A whole lease of the unit held its slot for this long, milliseconds. */
    public void addClosing(long slotTimeMs, long fixtureMs) {
        slotTimesMs.add(slotTimeMs);
        fixturesMs.add(fixtureMs);
    }

    /** Forgets tests that are long gone; call it at a run's end. The answer is the blocks of which none is left. */
    public List<Integer> endRun() {
        int seenNow = 0;
        for (TestFigures test : tests.values()) {
            seenNow += test.lastSeen() == runs ? 1 : 0;
        }
        widest = Math.max(widest, seenNow);
        tests.values().removeIf(test -> test.lastSeen() + RUNS < runs);
        int surplus = tests.size() - (4 * widest + 100);
        if (surplus > 0) {
            List<TestFigures> oldest = new ArrayList<>(tests.values());
            oldest.sort(Comparator.comparingInt(TestFigures::lastSeen).thenComparingInt(TestFigures::number));
            oldest.subList(0, surplus).forEach(test -> tests.remove(test.uniqueId()));
        }
        return dropBlocks();
    }

    private List<Integer> dropBlocks() {
        Set<Integer> kept = new HashSet<>();
        tests.values().forEach(test -> kept.add(RunRow.block(test.number())));
        List<Integer> dropped =
                blocks.keySet().stream().filter(block -> !kept.contains(block)).toList();
        blocks.keySet().removeAll(dropped);
        return dropped;
    }

    /** Finds its runs. */
    public int number() {
        return number;
    }

    /** Its class, or what the engine shows for it. */
    public String className() {
        return className;
    }

    /** A test's figures, or null. */
    public @Nullable TestFigures test(String uniqueId) {
        return tests.get(uniqueId);
    }

    /** All its tests, and the leaves that register tests, in the order in which they were first seen. */
    public Collection<TestFigures> tests() {
        return tests.values();
    }

    /** Numbers of its tests are below this. */
    public int testNumbers() {
        return nextTest;
    }

    /** The median of the time that it holds its slot outside its test methods, milliseconds. */
    public long fixtureMs() {
        return fixturesMs.quantile(0.5);
    }

    /** The median of the time that it holds its slot, milliseconds; 0: not known. */
    public long slotTimeMs() {
        return slotTimesMs.quantile(0.5);
    }

    /** The median of the estimates of its planned leaves, microseconds; -1: it has none. */
    public long medianEstimateUs() {
        long[] estimates = new long[tests.size()];
        int count = 0;
        for (TestFigures test : tests.values()) {
            if (test.isPlanned() && test.hasEstimate()) {
                estimates[count++] = test.estimateUs();
            }
        }
        Arrays.sort(estimates, 0, count);
        return count == 0 ? -1 : Ring.quantile(estimates, count, 0.5);
    }

    /** The class of the unit of these bytes, without reading the rest. */
    public static String className(byte[] bytes) {
        RowReader from = new RowReader(Table.HISTORY_UNIT, bytes);
        from.readInt();
        return from.readString();
    }

    /** The row's bytes. */
    public byte[] encode() {
        RowWriter to = new RowWriter(128 + 96 * tests.size());
        to.writeInt(number).writeString(className);
        to.writeInt(runs).writeInt(nextTest).writeInt(widest);
        fixturesMs.write(to);
        slotTimesMs.write(to);
        to.writeInt(tests.size());
        String before = "";
        for (TestFigures test : tests.values()) {
            test.write(to, before, className);
            before = test.uniqueId();
        }
        // Behind all else, so that rows of before can be read.
        tests.values().forEach(test -> to.writeInt(test.passedUnder()));
        to.writeInt(blocks.size());
        blocks.forEach((block, next) -> to.writeInt(block).writeInt(next));
        return to.toBytes();
    }

    /** The row of these bytes. */
    public static UnitFigures decode(byte[] bytes) {
        RowReader from = new RowReader(Table.HISTORY_UNIT, bytes);
        int number = from.readInt();
        UnitFigures unit = new UnitFigures(number, from.readString());
        unit.runs = from.readInt();
        unit.nextTest = from.readInt();
        unit.widest = from.readInt();
        unit.fixturesMs = Ring.read(from, CLOSINGS);
        unit.slotTimesMs = Ring.read(from, CLOSINGS);
        int count = from.readInt();
        String before = "";
        for (int i = 0; i < count; i++) {
            TestFigures test = TestFigures.read(from, before, unit.className);
            unit.tests.put(test.uniqueId(), test);
            before = test.uniqueId();
        }
        if (from.hasMore()) {
            unit.tests.values().forEach(test -> test.passedUnder(from.readInt()));
        }
        for (int left = from.hasMore() ? from.readInt() : 0; left > 0; left--) {
            int block = from.readInt();
            unit.blocks.put(block, from.readInt());
        }
        return unit;
    }
}
