package io.verdigrid.coordinator.store.view;

import io.verdigrid.coordinator.judging.TestState;
import io.verdigrid.coordinator.rows.Keys;
import io.verdigrid.coordinator.rows.RowKey;
import io.verdigrid.coordinator.rows.Rows;
import io.verdigrid.coordinator.rows.Snapshots;
import io.verdigrid.coordinator.rows.StandingRow;
import io.verdigrid.coordinator.rows.StateBatch;
import io.verdigrid.coordinator.rows.Table;
import io.verdigrid.coordinator.rows.TestFigures;
import io.verdigrid.coordinator.rows.TextRow;
import io.verdigrid.coordinator.rows.UnitFigures;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * All tests in memory, with what a listing is sorted and filtered by: about 250 bytes a test. It is read from the rows when it
 * is first asked, and then follows the batches that become durable.
 *
 * <p>Thread-safe. {@link #changed} only notes which units changed; who reads, and who calls {@link #follow}, looks at some of them
 * each time, so that after a large build a listing may be some seconds behind. Percentiles look at many rows of each unit, and come
 * last.
 */
public final class TestTable {
    private final Snapshots snapshots;
    private final Set<RowKey> changed = ConcurrentHashMap.newKeySet();
    private final Map<RowKey, Entry> units = new LinkedHashMap<>();
    private final Map<Integer, Map<String, TestState>> states = new HashMap<>();
    private final Map<Integer, Scope> scopes = new HashMap<>();
    /** Units whose percentiles are of before their newest run. */
    private final Set<RowKey> older = new LinkedHashSet<>();

    /** All lines but those that came since somebody looked. */
    private List<TestLine> byName = new ArrayList<>();

    private final List<TestLine> came = new ArrayList<>();
    private boolean goneSince;
    private volatile boolean followed;
    private boolean loaded;
    private boolean percentilesLoaded;

    private record Scope(String suite, String module) {}

    private record Entry(TestUnit unit, int testNumbers, Map<Integer, TestLine> lines) {}

    /** A table of what these snapshots show; nothing is read yet. */
    public TestTable(Snapshots snapshots) {
        this.snapshots = snapshots;
    }

    /** This batch is durable. */
    public void changed(StateBatch batch) {
        if (followed) {
            batch.forEach((key, value) -> {
                if (key.table() == Table.HISTORY_UNIT || key.table() == Table.STANDING) {
                    changed.add(key);
                }
            });
        }
    }

    /**
     * Looks at what changed, at most at so many units, and at the percentiles of as many as that; a number at least the table's
     * size is all. False: nothing is left to do.
     */
    public synchronized boolean follow(int most, int mostPercentiles) {
        if (!loaded) {
            load();
        }
        if (!changed.isEmpty()) {
            read(most);
        }
        if (mostPercentiles > 0 && !older.isEmpty()) {
            percentiles(mostPercentiles);
        }
        return !changed.isEmpty() || !older.isEmpty();
    }

    /** For a listing by percentiles the first time: all of them. */
    synchronized void needPercentiles() {
        if (!percentilesLoaded) {
            follow(Integer.MAX_VALUE, Integer.MAX_VALUE);
            percentilesLoaded = true;
        }
    }

    /** What was chosen of the table. */
    record Chosen(List<Place> places, int total) {
        Chosen {
            places = List.copyOf(places);
        }
    }

    /**
     * A test in its unit.
     *
     * @param exact its percentiles look at all of its runs
     */
    record Place(TestUnit unit, int number, long medianUs, long p95Us, boolean exact) {}

    /**
     * Some tests in order.
     *
     * @param key sorts them, the lowest first; tests of the same key are sorted by name
     */
    synchronized Chosen choose(
            Predicate<TestLine> wanted, ToLongFunction<TestLine> key, boolean reverse, int offset, int limit) {
        order();
        PartialSort found = new PartialSort(byName.size());
        for (int rank = 0; rank < byName.size(); rank++) {
            TestLine line = byName.get(rank);
            if (wanted.test(line)) {
                long of = key.applyAsLong(line);
                found.add(reverse ? ~of : of, reverse ? ~rank : rank);
            }
        }
        int from = Math.min(Math.max(0, offset), found.size());
        int to = Math.min(found.size() - from, Math.max(0, limit)) + from;
        found.sort(from, to);
        List<Place> places = new ArrayList<>();
        for (int place = from; place < to; place++) {
            TestLine line = byName.get(reverse ? ~found.rank(place) : found.rank(place));
            boolean exact = !older.contains(line.unit.key());
            places.add(new Place(line.unit, line.number, line.medianUs, line.p95Us, exact));
        }
        return new Chosen(places, found.size());
    }

    /** Takes in lines that came, and leaves out those that went. */
    private void order() {
        if (!came.isEmpty() || goneSince) {
            came.removeIf(line -> line.gone);
            came.sort(TestLine.BY_NAME);
            List<TestLine> merged = new ArrayList<>(byName.size() + came.size());
            int next = 0;
            for (TestLine line : came) {
                int found = Collections.binarySearch(byName, line, TestLine.BY_NAME);
                int at = found < 0 ? -1 - found : found;
                merged.addAll(byName.subList(next, at));
                merged.add(line);
                next = at;
            }
            merged.addAll(byName.subList(next, byName.size()));
            if (goneSince) {
                merged.removeIf(line -> line.gone);
            }
            byName = merged;
            came.clear();
            goneSince = false;
        }
    }

    private void load() {
        // What changes from now on is noted, whether this read sees it or not.
        followed = true;
        snapshots.read(rows -> {
            rows.scan(Table.STANDING, Keys.ALL, (key, value) -> {
                state(Keys.numberAt(key, 0), Keys.textAfterNumber(key), value);
                return true;
            });
            scopes(rows);
            rows.scan(Table.HISTORY_UNIT, Keys.ALL, (key, value) -> {
                put(rows, new RowKey(Table.HISTORY_UNIT, key), value);
                return true;
            });
            return true;
        });
        loaded = true;
    }

    private void state(int scope, String uniqueId, byte @Nullable [] row) {
        Map<String, TestState> ofScope = states.computeIfAbsent(scope, s -> new HashMap<>());
        TestState state = row == null
                ? TestState.HEALTHY
                : StandingRow.decode(row).standing().now();
        if (state == TestState.HEALTHY) {
            ofScope.remove(uniqueId);
        } else {
            ofScope.put(uniqueId, state);
        }
    }

    private void scopes(Rows rows) {
        rows.scan(Table.HISTORY_SCOPE, Keys.ALL, (key, value) -> {
            int number = (int) TextRow.number(Table.HISTORY_SCOPE, value);
            scopes.put(number, new Scope(Keys.firstText(key), Keys.secondText(key)));
            return true;
        });
    }

    private void read(int most) {
        snapshots.read(rows -> {
            int left = most;
            for (Iterator<RowKey> keys = changed.iterator(); left > 0 && keys.hasNext(); left--) {
                RowKey key = keys.next();
                // First out, then read: what changes meanwhile comes in again.
                keys.remove();
                read(rows, key);
            }
            return true;
        });
    }

    private void read(Rows rows, RowKey key) {
        byte[] value = rows.get(key.table(), key.key());
        if (key.table() == Table.HISTORY_UNIT) {
            put(rows, key, value);
            return;
        }
        int scope = Keys.numberAt(key.key(), 0);
        String uniqueId = Keys.textAfterNumber(key.key());
        state(scope, uniqueId, value);
        // A unit's id begins those of its tests.
        for (int end = uniqueId.length(); end > 0; end = uniqueId.lastIndexOf("/[", end - 1)) {
            RowKey unit = new RowKey(Table.HISTORY_UNIT, Keys.numberAndText(scope, uniqueId.substring(0, end)));
            if (units.containsKey(unit)) {
                put(rows, unit, rows.get(unit.table(), unit.key()));
                return;
            }
        }
    }

    private void put(Rows rows, RowKey key, byte @Nullable [] row) {
        Entry before = units.get(key);
        UnitFigures figures = row == null ? null : UnitFigures.decode(row);
        if (before != null
                && (figures == null || figures.number() != before.unit().number())) {
            // Forgotten; what is there now is another unit of its name.
            units.remove(key);
            older.remove(key);
            before.lines().values().forEach(this::gone);
            before = null;
        }
        if (figures != null) {
            Entry entry = new Entry(
                    before == null ? unit(rows, key, figures.number()) : before.unit(),
                    figures.testNumbers(),
                    before == null ? new HashMap<>() : before.lines());
            fill(entry, figures);
            units.put(key, entry);
            older.add(key);
        }
    }

    private TestUnit unit(Rows rows, RowKey key, int number) {
        int scope = Keys.numberAt(key.key(), 0);
        if (!scopes.containsKey(scope)) {
            scopes(rows);
        }
        Scope named = scopes.getOrDefault(scope, new Scope("", ""));
        return new TestUnit(key, scope, named.suite(), named.module(), number);
    }

    private void fill(Entry entry, UnitFigures figures) {
        Map<String, TestState> ofScope = states.getOrDefault(entry.unit().scope(), Map.of());
        Map<Integer, TestLine> left = new HashMap<>(entry.lines());
        for (TestFigures test : figures.tests()) {
            if (test.isTest()) {
                TestLine line = left.remove(test.number());
                if (line == null) {
                    line = new TestLine(entry.unit(), test);
                    entry.lines().put(test.number(), line);
                    came.add(line);
                }
                line.set(test, ofScope.getOrDefault(test.uniqueId(), TestState.HEALTHY));
            }
        }
        left.forEach((number, line) -> {
            entry.lines().remove(number);
            gone(line);
        });
    }

    private void gone(TestLine line) {
        line.gone = true;
        goneSince = true;
    }

    private void percentiles(int most) {
        snapshots.read(rows -> {
            int left = most;
            for (Iterator<RowKey> keys = older.iterator(); left > 0 && keys.hasNext(); left--) {
                RowKey key = keys.next();
                keys.remove();
                Entry entry = units.get(key);
                if (entry != null) {
                    PassDurations passes = PassDurations.read(rows, entry.unit().number(), entry.testNumbers());
                    entry.lines().values().forEach(line -> line.set(passes));
                }
            }
            return true;
        });
    }
}
