package io.verdigrid.coordinator.store.view;

import io.verdigrid.coordinator.model.BuildRecord;
import io.verdigrid.coordinator.model.QuarantinedTest;
import io.verdigrid.coordinator.model.TestInfo;
import io.verdigrid.coordinator.rows.AttemptRow;
import io.verdigrid.coordinator.rows.BuildRow;
import io.verdigrid.coordinator.rows.BuildStateRow;
import io.verdigrid.coordinator.rows.Keys;
import io.verdigrid.coordinator.rows.QuarantineRow;
import io.verdigrid.coordinator.rows.Rows;
import io.verdigrid.coordinator.rows.Table;
import io.verdigrid.coordinator.rows.TestRow;
import io.verdigrid.coordinator.rows.TextRow;
import io.verdigrid.coordinator.rows.UnitRow;
import io.verdigrid.coordinator.rows.UnitStateRow;
import io.verdigrid.coordinator.store.BuildWarning;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rows of one build in one snapshot. Each unit and worker is read once. For one thread. */
final class BuildRows {
    private final Rows rows;
    private final String buildId;
    private final BuildRow build;
    private final byte[] prefix;
    private final Map<Integer, UnitRow> units = new HashMap<>();
    private final Map<Integer, UnitStateRow> states = new HashMap<>();
    private final Map<Integer, List<TestRow>> tests = new HashMap<>();
    private final Map<Integer, String> workers = new HashMap<>();

    private BuildRows(Rows rows, String buildId, BuildRow build) {
        this.rows = rows;
        this.buildId = buildId;
        this.build = build;
        this.prefix = Keys.number(build.number());
    }

    static Optional<BuildRows> of(Rows rows, String buildId) {
        byte[] row = rows.get(Table.BUILD, Keys.text(buildId));
        return Optional.ofNullable(row).map(bytes -> new BuildRows(rows, buildId, BuildRow.decode(bytes)));
    }

    BuildRecord record() {
        BuildStateRow state = BuildStateRow.decode(require(Table.BUILD_STATE, prefix));
        return new BuildRecord(
                buildId,
                build.spec(),
                state.status(),
                build.submittedAtMs(),
                state.firstTestAtMs(),
                state.counts(),
                state.ending());
    }

    Set<String> modulesPlanned() {
        Set<String> modules = new HashSet<>();
        rows.scan(Table.PLAN_CLOSED, prefix, (key, value) -> modules.add(Keys.textAfterNumber(key)));
        return modules;
    }

    /** At most so many of what discoveries had to say, by module. */
    List<BuildWarning> warnings(int limit) {
        List<BuildWarning> warnings = new ArrayList<>();
        rows.scan(Table.PLAN_CLOSED, prefix, (key, value) -> {
            String module = Keys.textAfterNumber(key);
            for (String text : TextRow.texts(Table.PLAN_CLOSED, value)) {
                if (warnings.size() == limit) {
                    return false;
                }
                warnings.add(new BuildWarning(module, text));
            }
            return true;
        });
        return warnings;
    }

    List<QuarantinedTest> quarantined() {
        byte[] row = rows.get(Table.BUILD_QUARANTINE, prefix);
        return row == null ? List.of() : QuarantineRow.decode(row).tests();
    }

    /** All units, by number. */
    List<UnitRow> units() {
        List<UnitRow> all = new ArrayList<>();
        rows.scan(Table.UNIT, prefix, (key, value) -> all.add(UnitRow.decode(value)));
        for (int number = 0; number < all.size(); number++) {
            units.put(number, all.get(number));
        }
        return all;
    }

    UnitStateRow state(int unit) {
        return states.computeIfAbsent(unit, number -> {
            byte[] row = rows.get(Table.UNIT_STATE, Keys.numbers(build.number(), number));
            return row == null ? UnitStateRow.none() : UnitStateRow.decode(row);
        });
    }

    /** A unit's tests, by number. */
    List<TestRow> tests(int unit) {
        List<TestRow> known = tests.get(unit);
        if (known == null) {
            known = readTests(unit);
            tests.put(unit, known);
        }
        return known;
    }

    private List<TestRow> readTests(int number) {
        UnitRow unit = unit(number);
        List<TestRow> read = new ArrayList<>();
        rows.scan(
                Table.TEST,
                Keys.numbers(build.number(), number),
                (key, value) -> read.add(TestRow.decode(value, unit.unitId(), unit.className())));
        return read;
    }

    UnitRow unit(int number) {
        return units.computeIfAbsent(number, n -> UnitRow.decode(require(Table.UNIT, Keys.numbers(build.number(), n))));
    }

    TestInfo info(int unit, int test) {
        List<TestRow> all = tests(unit);
        return all.get(test).info(unit(unit).unitId(), leaf -> all.get(leaf).uniqueId());
    }

    /** Visits attempts from a position on, until told to stop. */
    void attempts(long from, AttemptVisitor visitor) {
        rows.scan(Table.ATTEMPT, prefix, Keys.position(build.number(), from), (key, value) -> {
            AttemptRow row = AttemptRow.decode(value, this::worker);
            return visitor.visit(Keys.positionOf(key), row);
        });
    }

    private String worker(int number) {
        if (workers.isEmpty()) {
            // All of them: neighbours in a build's record come from as many workers as the grid has.
            rows.scan(Table.WORKER, prefix, (key, value) -> {
                workers.put(Keys.numberAt(key, 1), TextRow.text(Table.WORKER, value));
                return true;
            });
        }
        return Objects.requireNonNull(workers.get(number), () -> "build " + buildId + " has no worker " + number);
    }

    private byte[] require(Table table, byte[] key) {
        byte @Nullable [] row = rows.get(table, key);
        return Objects.requireNonNull(row, () -> "build " + buildId + " has no row in " + table);
    }

    /** Takes attempts one by one. */
    @FunctionalInterface
    interface AttemptVisitor {
        /** Takes an attempt; false: no more. */
        boolean visit(long position, AttemptRow row);
    }
}
