package io.verdigrid.coordinator.ledger;

import io.verdigrid.coordinator.ledger.Applied.Answer;
import io.verdigrid.coordinator.ledger.Command.RecordAttempts;
import io.verdigrid.coordinator.model.Attempt;
import io.verdigrid.coordinator.model.Neighbours;
import io.verdigrid.coordinator.model.PlannedUnit;
import io.verdigrid.coordinator.model.TestInfo;
import io.verdigrid.coordinator.model.Verdict;
import io.verdigrid.coordinator.rows.AttemptRow;
import io.verdigrid.coordinator.rows.Keys;
import io.verdigrid.coordinator.rows.StateBatch;
import io.verdigrid.coordinator.rows.Table;
import io.verdigrid.coordinator.rows.WorkerRow;
import java.util.ArrayList;
import java.util.List;

/** What an attempt changes of a build: its done bits and its counts. The history learns of it when the unit closes. */
final class AttemptChange {
    private final LiveBuild build;
    private final StateBatch batch;
    private final PlanChange plan;
    private final List<Verdict> verdicts = new ArrayList<>();

    AttemptChange(LiveBuild build, StateBatch batch) {
        this.build = build;
        this.batch = batch;
        this.plan = new PlanChange(build, batch);
    }

    List<Answer> record(RecordAttempts record) {
        List<Answer> answers = new ArrayList<>(record.entries().size());
        for (RecordAttempts.Entry entry : record.entries()) {
            answers.add(record(entry, record.variant(), record.loadPercent()));
        }
        return answers;
    }

    /** Where those that were accepted stand. */
    Applied.Recorded recorded() {
        return new Applied.Recorded(build.attempts() - verdicts.size() + 1, verdicts);
    }

    private Answer record(RecordAttempts.Entry entry, String variant, int loadPercent) {
        LiveTest test = test(build.module(entry.module()), entry.test());
        Attempt attempt = entry.attempt();
        boolean plannedBefore = test.isPlanned();
        Verdict before = test.verdict();
        if (test.knows(attempt.number())) {
            return Answer.DUPLICATE;
        }
        int worker = build.worker(new WorkerRow(attempt.worker(), variant), batch);
        test.add(attempt.number(), attempt.counted(), worker);
        build.replan(plannedBefore, test.isPlanned());
        if (test.vanished) {
            plan.putVanished(test, false);
        }
        Verdict verdict = test.verdict();
        verdicts.add(verdict);
        build.recount(before, verdict);
        long position = build.addAttempt(attempt.startedAtMs());
        AttemptRow row = new AttemptRow(test.unit.number, test.ordinal, verdict, worker, attempt, loadPercent);
        batch.put(Table.ATTEMPT, Keys.position(build.number(), position), row.encode());
        test.unit.addUnfolded(LiveUnit.Unfolded.of(build, test, row));
        return Answer.ACCEPTED;
    }

    /** The test, which joins the plan if the plan does not know it. */
    private LiveTest test(LiveModule module, TestInfo info) {
        LiveTest known = module.tests.get(info.uniqueId());
        if (known != null) {
            return known;
        }
        LiveUnit unit = module.units.get(info.unitId());
        if (unit == null) {
            unit = plan.addUnit(
                    module, new PlannedUnit(info.unitId(), info.className(), List.of(), false, false, Neighbours.ANY));
        }
        return plan.addTest(unit, info);
    }
}
