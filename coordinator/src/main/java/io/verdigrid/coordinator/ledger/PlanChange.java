package io.verdigrid.coordinator.ledger;

import io.verdigrid.coordinator.ledger.Applied.Answer;
import io.verdigrid.coordinator.model.PlannedUnit;
import io.verdigrid.coordinator.model.TestInfo;
import io.verdigrid.coordinator.rows.Keys;
import io.verdigrid.coordinator.rows.StateBatch;
import io.verdigrid.coordinator.rows.Table;
import io.verdigrid.coordinator.rows.TestRow;
import io.verdigrid.coordinator.rows.TextRow;
import io.verdigrid.coordinator.rows.UnitRow;

/** What changes a build's plan. */
final class PlanChange {
    private final LiveBuild build;
    private final StateBatch batch;

    PlanChange(LiveBuild build, StateBatch batch) {
        this.build = build;
        this.batch = batch;
    }

    Answer add(Command.AddPlan add) {
        LiveModule module = build.module(add.module());
        Answer answer = Answer.DUPLICATE;
        if (module.planClosed) {
            return answer;
        }
        for (PlannedUnit planned : add.units()) {
            if (!module.units.containsKey(planned.unitId())) {
                answer = Answer.ACCEPTED;
                LiveUnit unit = addUnit(module, planned);
                for (TestInfo test : planned.tests()) {
                    if (!module.tests.containsKey(test.uniqueId())) {
                        addTest(unit, test);
                    }
                }
            }
        }
        return answer;
    }

    Answer close(Command.ClosePlan close) {
        LiveModule module = build.module(close.module());
        if (module.planClosed) {
            return Answer.DUPLICATE;
        }
        module.planClosed = true;
        byte[] key = Keys.numberAndText(build.number(), close.module());
        batch.put(Table.PLAN_CLOSED, key, TextRow.texts(close.warnings()));
        build.planClosed();
        return Answer.ACCEPTED;
    }

    /** Its tests come apart. */
    LiveUnit addUnit(LiveModule module, PlannedUnit planned) {
        LiveUnit unit = build.addUnit(module, planned.unitId(), planned.className());
        UnitRow row = new UnitRow(
                module.name,
                planned.unitId(),
                planned.className(),
                planned.partial(),
                planned.ordered(),
                planned.neighbours());
        batch.put(Table.UNIT, Keys.numbers(build.number(), unit.number), row.encode());
        return unit;
    }

    LiveTest addTest(LiveUnit unit, TestInfo test) {
        LiveTest leaf = test.isDynamic() ? unit.module.tests.get(test.registeredBy()) : null;
        if (leaf != null && !leaf.unit.unitId.equals(unit.unitId)) {
            leaf = null;
        }
        int registeredBy = leaf != null ? leaf.ordinal : test.isDynamic() ? TestRow.UNKNOWN_LEAF : TestRow.NOBODY;
        LiveTest live = new LiveTest(unit, unit.tests.size(), test.uniqueId(), test.isTest(), leaf);
        unit.tests.add(live);
        unit.module.tests.put(test.uniqueId(), live);
        put(live, TestRow.of(test, registeredBy));
        build.addPlanned(1);
        if (leaf != null) {
            boolean before = leaf.isPlanned();
            leaf.registersTests = true;
            build.replan(before, leaf.isPlanned());
        }
        return live;
    }

    /** Says of a test that it left the plan, or is back in it. */
    void putVanished(LiveTest test, boolean vanished) {
        boolean before = test.isPlanned();
        test.vanished = vanished;
        build.replan(before, test.isPlanned());
        TestRow row = row(build, test, batch);
        put(test, row.withVanished(vanished));
    }

    /** What is written of a test. */
    static TestRow row(LiveBuild build, LiveTest test, StateBatch batch) {
        byte[] bytes = batch.get(Table.TEST, key(build, test));
        if (bytes == null) {
            throw new IllegalStateException("no row of test " + test.uniqueId);
        }
        return TestRow.decode(bytes, test.unit.unitId, test.unit.className);
    }

    private void put(LiveTest test, TestRow row) {
        batch.put(Table.TEST, key(build, test), row.encode(test.unit.unitId, test.unit.className));
    }

    private static byte[] key(LiveBuild build, LiveTest test) {
        return Keys.numbers(build.number(), test.unit.number, test.ordinal);
    }
}
