package io.verdigrid.coordinator.store.view;

import io.verdigrid.coordinator.model.PlannedUnit;
import io.verdigrid.coordinator.model.TestInfo;
import io.verdigrid.coordinator.rows.AttemptRow;
import io.verdigrid.coordinator.rows.TestRow;
import io.verdigrid.coordinator.rows.UnitRow;
import io.verdigrid.coordinator.rows.UnitStateRow;
import io.verdigrid.coordinator.store.OpenBuild;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Makes of a build's rows what a scheduler needs to go on. For one thread. */
final class OpenBuildList {
    private final BuildRows build;
    private final Map<Integer, List<OpenBuild.Done>> attempts = new HashMap<>();

    OpenBuildList(BuildRows build) {
        this.build = build;
    }

    OpenBuild build() {
        build.attempts(0, this::add);
        List<OpenBuild.Unit> units = new ArrayList<>();
        List<UnitRow> rows = build.units();
        for (int unit = 0; unit < rows.size(); unit++) {
            List<TestInfo> plan = plan(unit);
            if (!plan.isEmpty()) {
                units.add(unit(unit, rows.get(unit), plan));
            }
        }
        return new OpenBuild(build.record(), build.modulesPlanned(), units);
    }

    private boolean add(long position, AttemptRow row) {
        TestInfo test = build.info(row.unit(), row.test());
        attempts.computeIfAbsent(row.unit(), unit -> new ArrayList<>())
                .add(new OpenBuild.Done(
                        test.uniqueId(),
                        test.registeredBy(),
                        row.attempt().number(),
                        row.attempt().outcome(),
                        row.attempt().durationUs(),
                        row.attempt().torn()));
        return true;
    }

    private OpenBuild.Unit unit(int number, UnitRow row, List<TestInfo> plan) {
        UnitStateRow state = build.state(number);
        return new OpenBuild.Unit(
                row.module(),
                new PlannedUnit(row.unitId(), row.className(), plan, row.partial(), row.ordered(), row.neighbours()),
                state.containersDone().stream()
                        .map(test -> build.info(number, test).uniqueId())
                        .collect(Collectors.toSet()),
                attempts.getOrDefault(number, List.of()),
                !state.leases().isEmpty());
    }

    /** The leaves that nobody registered; of a unit that the plan did not know, all its tests. */
    private List<TestInfo> plan(int unit) {
        List<TestRow> tests = build.tests(unit);
        List<TestInfo> planned = new ArrayList<>();
        List<TestInfo> all = new ArrayList<>();
        for (int test = 0; test < tests.size(); test++) {
            TestRow row = tests.get(test);
            if (!row.vanished()) {
                all.add(build.info(unit, test));
                if (row.registeredBy() == TestRow.NOBODY) {
                    planned.add(build.info(unit, test));
                }
            }
        }
        return planned.isEmpty() ? all : planned;
    }
}
