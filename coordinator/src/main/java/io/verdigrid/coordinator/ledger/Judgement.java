package io.verdigrid.coordinator.ledger;

import io.verdigrid.coordinator.judging.BuildGuard;
import io.verdigrid.coordinator.judging.Seen;
import io.verdigrid.coordinator.judging.Sighting;
import io.verdigrid.coordinator.judging.Standing;
import io.verdigrid.coordinator.judging.StateMachine;
import io.verdigrid.coordinator.model.JudgingPolicy;
import io.verdigrid.coordinator.model.Outcome;
import io.verdigrid.coordinator.model.QuarantinedTest;
import io.verdigrid.coordinator.model.Verdict;
import io.verdigrid.coordinator.rows.Keys;
import io.verdigrid.coordinator.rows.StandingRow;
import io.verdigrid.coordinator.rows.StateBatch;
import io.verdigrid.coordinator.rows.Table;
import io.verdigrid.coordinator.rows.TestFigures;
import io.verdigrid.coordinator.rows.TestRow;
import io.verdigrid.coordinator.rows.UnitFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a build that ends says of its tests: of those that were red in it, and of those that were red before. */
final class Judgement {
    private final LiveBuild build;
    private final Standings standings;
    private final Quarantines quarantines;
    private final StateBatch batch;
    private final StateMachine machine;
    private final BuildGuard guard;

    Judgement(LiveBuild build, Standings standings, Quarantines quarantines, Command.EndBuild end, StateBatch batch) {
        this.build = build;
        this.standings = standings;
        this.quarantines = quarantines;
        this.batch = batch;
        JudgingPolicy policy = build.row.spec().settings().judging();
        machine = new StateMachine(policy);
        guard = new BuildGuard(policy, Set.copyOf(end.sickWorkers()));
    }

    /** To be called when the history has taken in all of the build. */
    void judge(Command.EndBuild end) {
        int ran = 0;
        int red = 0;
        for (LiveUnit unit : build.units) {
            for (LiveTest test : unit.tests) {
                Verdict verdict = test.verdict();
                boolean isRed = verdict.isRed() || verdict == Verdict.INTERMITTENT;
                red += isRed ? 1 : 0;
                ran += isRed || verdict == Verdict.PASSED ? 1 : 0;
            }
        }
        if (!guard.saysNothing(end.status(), ran, red)) {
            build.units.forEach(unit -> judge(unit, end.ending().atMs()));
        }
    }

    private void judge(LiveUnit unit, long atMs) {
        Integer scope = unit.module.scope;
        if (scope == null) {
            return;
        }
        for (LiveTest test : unit.tests) {
            StandingRow known = standings.of(scope, test.uniqueId);
            if (known == null && !test.isEverRed()) {
                continue;
            }
            Seen seen = new Seen(build.buildId, atMs, sightings(test));
            if (known == null && seen.hasRed()) {
                known = begin(scope, unit, test, seen);
            }
            if (known != null && !seen.sightings().isEmpty()) {
                StateMachine.Step step = machine.step(known.standing(), seen);
                StandingRow now = known.with(step.standing(), step.transitions().size());
                standings.put(scope, test.uniqueId, now, step.transitions(), batch);
                release(scope, test.uniqueId, now, seen);
            }
        }
    }

    /** Out of quarantine, if it is in it and was green often enough. */
    private void release(int scope, String uniqueId, StandingRow row, Seen seen) {
        QuarantinedTest test = quarantines.of(scope, uniqueId);
        if (test == null) {
            return;
        }
        StateMachine.Step step = machine.afterQuarantine(row.standing(), seen);
        if (!step.transitions().isEmpty()) {
            quarantines.remove(scope, uniqueId, batch);
            StandingRow now = row.with(step.standing(), step.transitions().size());
            standings.put(scope, uniqueId, now, step.transitions(), batch);
        }
    }

    private List<Sighting> sightings(LiveTest test) {
        List<Sighting> sightings = new ArrayList<>();
        for (int place = 0; place < test.attemptCount(); place++) {
            Outcome outcome = test.outcomeAt(place);
            int worker = test.workerAt(place);
            String name = build.workers.row(worker).name();
            if (guard.counts(outcome, name)) {
                int key = build.codeKey(test.unit.module, worker, batch);
                sightings.add(new Sighting(key, name, outcome == Outcome.PASSED));
            }
        }
        return sightings;
    }

    /** As it stood before this build. */
    private StandingRow begin(int scope, LiveUnit unit, LiveTest test, Seen seen) {
        TestRow row = PlanChange.row(build, test, batch);
        int passesNow = (int) seen.sightings().stream().filter(Sighting::passed).count();
        Standing standing = Standing.clean(0, 0);
        TestFigures figures = figures(scope, unit, test);
        if (figures != null) {
            int passes = Math.max(0, figures.passes() - passesNow);
            standing = Standing.clean(passes, passesNow > 0 ? 0 : figures.passedUnder());
        }
        return new StandingRow((int) Counter.STANDING.next(batch), row.className(), row.name(), 0, standing);
    }

    private @Nullable TestFigures figures(int scope, LiveUnit unit, LiveTest test) {
        byte[] known = batch.get(Table.HISTORY_UNIT, Keys.numberAndText(scope, unit.unitId));
        return known == null ? null : UnitFigures.decode(known).test(test.uniqueId);
    }
}
