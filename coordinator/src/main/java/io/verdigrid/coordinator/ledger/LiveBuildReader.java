package io.verdigrid.coordinator.ledger;

import io.verdigrid.coordinator.model.Attempt;
import io.verdigrid.coordinator.model.Verdict;
import io.verdigrid.coordinator.rows.AttemptRow;
import io.verdigrid.coordinator.rows.BuildRow;
import io.verdigrid.coordinator.rows.BuildStateRow;
import io.verdigrid.coordinator.rows.Keys;
import io.verdigrid.coordinator.rows.Rows;
import io.verdigrid.coordinator.rows.Table;
import io.verdigrid.coordinator.rows.TestRow;
import io.verdigrid.coordinator.rows.TextRow;
import io.verdigrid.coordinator.rows.UnitRow;
import io.verdigrid.coordinator.rows.UnitStateRow;
import io.verdigrid.coordinator.rows.WorkerRow;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Makes the memory of open builds from their rows. */
final class LiveBuildReader {
    private final Rows rows;

    LiveBuildReader(Rows rows) {
        this.rows = rows;
    }

    Map<String, LiveBuild> openBuilds() {
        Map<String, LiveBuild> builds = new LinkedHashMap<>();
        rows.scan(Table.OPEN, Keys.ALL, (key, value) -> {
            String buildId = TextRow.text(Table.OPEN, value);
            builds.put(buildId, read(buildId));
            return true;
        });
        return builds;
    }

    private LiveBuild read(String buildId) {
        BuildRow row = BuildRow.decode(require(Table.BUILD, Keys.text(buildId)));
        byte[] prefix = Keys.number(row.number());
        LiveBuild build = new LiveBuild(buildId, row, BuildStateRow.decode(require(Table.BUILD_STATE, prefix)));
        rows.scan(Table.PLAN_CLOSED, prefix, (key, value) -> {
            build.module(Keys.textAfterNumber(key)).planClosed = true;
            return true;
        });
        rows.scan(Table.WORKER, prefix, (key, value) -> {
            build.workers.add(WorkerRow.decode(value));
            return true;
        });
        readUnits(build, prefix);
        readTests(build, prefix);
        readAttempts(build, prefix);
        return build;
    }

    private void readUnits(LiveBuild build, byte[] prefix) {
        rows.scan(Table.UNIT, prefix, (key, value) -> {
            UnitRow unit = UnitRow.decode(value);
            build.addUnit(build.module(unit.module()), unit.unitId(), unit.className());
            return true;
        });
        rows.scan(Table.UNIT_STATE, prefix, (key, value) -> {
            build.units.get(Keys.numberAt(key, 1)).state = UnitStateRow.decode(value);
            return true;
        });
    }

    private void readTests(LiveBuild build, byte[] prefix) {
        rows.scan(Table.TEST, prefix, (key, value) -> {
            LiveUnit unit = build.units.get(Keys.numberAt(key, 1));
            TestRow row = TestRow.decode(value, unit.unitId, unit.className);
            LiveTest leaf = row.registeredBy() >= 0 ? unit.tests.get(row.registeredBy()) : null;
            int ordinal = unit.tests.size();
            LiveTest test = new LiveTest(unit, ordinal, row.uniqueId(), row.isTest(), leaf);
            test.vanished = row.vanished();
            test.done = unit.state.containersDone().contains(ordinal);
            if (leaf != null) {
                leaf.registersTests = true;
            }
            unit.tests.add(test);
            unit.module.tests.put(row.uniqueId(), test);
            return true;
        });
    }

    private void readAttempts(LiveBuild build, byte[] prefix) {
        rows.scan(Table.ATTEMPT, prefix, (key, value) -> {
            AttemptRow row = AttemptRow.decode(value, worker -> "");
            LiveUnit unit = build.units.get(row.unit());
            LiveTest test = unit.tests.get(row.test());
            Attempt attempt = row.attempt();
            test.add(attempt.number(), attempt.counted(), row.worker());
            if (Keys.positionOf(key) <= unit.state.folded()) {
                test.intermittentInHistory |= test.verdict() == Verdict.INTERMITTENT;
            } else {
                unit.addUnfolded(LiveUnit.Unfolded.of(build, test, row));
            }
            return true;
        });
    }

    private byte[] require(Table table, byte[] key) {
        return Objects.requireNonNull(rows.get(table, key), () -> "no row in " + table);
    }
}
