package io.verdigrid.coordinator.store.view;

import io.verdigrid.coordinator.model.Attempt;
import io.verdigrid.coordinator.model.Outcome;
import io.verdigrid.coordinator.model.Verdict;
import io.verdigrid.coordinator.rows.AttemptRow;
import io.verdigrid.coordinator.rows.TestRow;
import io.verdigrid.coordinator.rows.UnitRow;
import io.verdigrid.coordinator.store.TestVerdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes the list of a build's tests with their verdicts. For one thread. */
final class VerdictList {
    private final BuildRows build;
    private final Map<Long, List<Attempt>> attempts = new HashMap<>();
    private final List<TestVerdict> verdicts = new ArrayList<>();

    VerdictList(BuildRows build) {
        this.build = build;
    }

    /** By module as the build names them, then units and tests as planned. */
    List<TestVerdict> all() {
        build.attempts(0, this::add);
        Map<String, List<Integer>> units = new LinkedHashMap<>();
        build.record().spec().modules().forEach(module -> units.put(module.name(), new ArrayList<>()));
        List<UnitRow> rows = build.units();
        for (int unit = 0; unit < rows.size(); unit++) {
            units.computeIfAbsent(rows.get(unit).module(), name -> new ArrayList<>())
                    .add(unit);
        }
        units.values().forEach(ofModule -> ofModule.forEach(this::addUnit));
        return verdicts;
    }

    private boolean add(long position, AttemptRow row) {
        attempts.computeIfAbsent(key(row.unit(), row.test()), k -> new ArrayList<>(1))
                .add(row.attempt());
        return true;
    }

    private static long key(int unit, int test) {
        return (long) unit << 32 | test;
    }

    private void addUnit(int unit) {
        List<TestRow> tests = build.tests(unit);
        Map<Integer, List<Integer>> byLeaf = new TreeMap<>();
        for (int test = 0; test < tests.size(); test++) {
            byLeaf.computeIfAbsent(tests.get(test).registeredBy(), leaf -> new ArrayList<>())
                    .add(test);
        }
        byLeaf.getOrDefault(TestRow.NOBODY, List.of()).forEach(test -> addWithRegistered(unit, test, byLeaf));
        byLeaf.getOrDefault(TestRow.UNKNOWN_LEAF, List.of()).forEach(test -> addWithRegistered(unit, test, byLeaf));
    }

    private void addWithRegistered(int unit, int test, Map<Integer, List<Integer>> byLeaf) {
        TestRow row = build.tests(unit).get(test);
        List<Integer> registered = byLeaf.getOrDefault(test, List.of());
        boolean onlyRegisters = !row.isTest()
                && (!registered.isEmpty() || build.state(unit).containersDone().contains(test));
        addTest(unit, test, onlyRegisters || row.vanished());
        registered.forEach(dynamic -> addWithRegistered(unit, dynamic, byLeaf));
    }

    /** A test without an attempt is NOT_RUN, unless the plan does not count it as one. */
    private void addTest(int unit, int test, boolean onlyIfAttempted) {
        List<Attempt> own = attempts.getOrDefault(key(unit, test), List.of());
        if (own.isEmpty() && onlyIfAttempted) {
            return;
        }
        if (own.size() > 1) {
            own.sort(Comparator.comparingInt(Attempt::number));
        }
        List<Outcome> outcomes = new ArrayList<>(own.size());
        own.forEach(attempt -> outcomes.add(attempt.counted()));
        Verdict verdict = Verdict.of(outcomes);
        verdicts.add(new TestVerdict(build.unit(unit).module(), build.info(unit, test), verdict, own));
    }
}
