package io.verdigrid.coordinator.ledger;

import io.verdigrid.coordinator.model.Outcome;
import io.verdigrid.coordinator.model.Verdict;
import io.verdigrid.coordinator.rows.Keys;
import io.verdigrid.coordinator.rows.RunRow;
import io.verdigrid.coordinator.rows.StateBatch;
import io.verdigrid.coordinator.rows.Table;
import io.verdigrid.coordinator.rows.TestFigures;
import io.verdigrid.coordinator.rows.TestRow;
import io.verdigrid.coordinator.rows.TextRow;
import io.verdigrid.coordinator.rows.UnitFigures;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Adds a unit's new attempts to the history: one read and a few writes for a unit, however many tests it has, instead of some
 * for each result.
 */
final class HistoryFold {
    private final LiveBuild build;
    private final StateBatch batch;

    HistoryFold(LiveBuild build, StateBatch batch) {
        this.build = build;
        this.batch = batch;
    }

    /**
     * Takes the attempts that it has not counted yet.
     *
     * @param closing null: the build ends before the unit did, so sums over its tests may be too low to learn from
     */
    void fold(LiveUnit unit, Command.@Nullable CloseUnit closing) {
        int scope = scope(unit.module);
        byte[] key = Keys.numberAndText(scope, unit.unitId);
        byte[] known = batch.get(Table.HISTORY_UNIT, key);
        UnitFigures figures = known != null
                ? UnitFigures.decode(known)
                : new UnitFigures((int) Counter.HISTORY_UNIT.next(batch), unit.className);
        long medianBefore = figures.medianEstimateUs();
        // A later lease of the same unit is a retest, or the rest after a crash: it tells nothing of the whole unit.
        if (closing != null && !unit.isClosed()) {
            figures.addClosing(closing.slotTimeMs(), closing.fixtureMs());
        }
        List<LiveUnit.Unfolded> attempts = unit.takeUnfolded();
        if (!attempts.isEmpty()) {
            addRun(figures, attempts, closing);
        }
        batch.put(Table.HISTORY_UNIT, key, figures.encode());
        long median = figures.medianEstimateUs();
        if (median != medianBefore) {
            byte[] classKey = Keys.classOf(scope, unit.className);
            batch.put(Table.HISTORY_CLASS, classKey, TextRow.number(median));
        }
    }

    private void addRun(UnitFigures figures, List<LiveUnit.Unfolded> attempts, Command.@Nullable CloseUnit closing) {
        figures.beginRun();
        RunRow.Run shared = new RunRow.Run(
                build.buildId, closing == null ? 0 : closing.slotTimeMs(), closing == null ? 0 : closing.fixtureMs());
        HistoryRun run = new HistoryRun(shared, build.row.submittedAtMs());
        Map<LiveTest, Registered> registered = new LinkedHashMap<>();
        for (LiveUnit.Unfolded attempt : attempts) {
            TestFigures test = figures(figures, attempt.test());
            count(test, attempt);
            if (attempt.outcome() == Outcome.PASSED) {
                test.passedUnder(build.codeKey(attempt.test().unit.module, attempt.worker(), batch));
            }
            run.add(test.number(), attempt);
            LiveTest leaf = attempt.test().leaf;
            if (leaf != null && attempt.number() == 1) {
                registered.computeIfAbsent(leaf, l -> new Registered()).add(attempt);
            }
        }
        registered.forEach((leaf, sum) -> {
            if (closing != null && sum.passed) {
                sum.addTo(figures(figures, leaf));
            }
        });
        run.put(figures, batch);
        for (int block : figures.endRun()) {
            HistoryRun.drop(figures, block, batch);
        }
    }

    private TestFigures figures(UnitFigures unit, LiveTest test) {
        TestFigures known = unit.test(test.uniqueId);
        if (known != null) {
            return unit.seen(known.uniqueId(), known.className(), known.name(), "");
        }
        TestRow row = PlanChange.row(build, test, batch);
        String leaf = test.leaf == null ? row.unknownLeaf() : test.leaf.uniqueId;
        return unit.seen(row.uniqueId(), row.className(), row.name(), leaf);
    }

    private static void count(TestFigures test, LiveUnit.Unfolded attempt) {
        Outcome outcome = attempt.outcome();
        if (outcome == Outcome.PASSED) {
            test.addPass(attempt.durationUs());
        } else if (outcome.isRed()) {
            test.addRed(attempt.circumstances().startedAtMs());
        }
        if (outcome.isRed() || attempt.number() > 1) {
            test.addTimeLost(attempt.durationUs());
        }
        LiveTest live = attempt.test();
        if (!live.intermittentInHistory && live.verdict() == Verdict.INTERMITTENT) {
            live.intermittentInHistory = true;
            test.addIntermittentBuild();
        }
    }

    private int scope(LiveModule module) {
        Integer known = module.scope;
        if (known == null) {
            known = readScope(module.name);
            module.scope = known;
        }
        return known;
    }

    private int readScope(String module) {
        byte[] key = Keys.texts(build.row.spec().suite(), module);
        byte[] known = batch.get(Table.HISTORY_SCOPE, key);
        if (known != null) {
            return (int) TextRow.number(Table.HISTORY_SCOPE, known);
        }
        long number = Counter.SCOPE.next(batch);
        batch.put(Table.HISTORY_SCOPE, key, TextRow.number(number));
        return (int) number;
    }

    /** The first attempts of the tests that one leaf registered. */
    private static final class Registered {
        private long sumUs;
        private boolean passed;
        private boolean red;

        void add(LiveUnit.Unfolded attempt) {
            sumUs += attempt.durationUs();
            passed |= attempt.outcome() == Outcome.PASSED;
            red |= attempt.outcome().isRed() || attempt.outcome() == Outcome.LOST;
        }

        /** Failed ones end early, so with one among them the sum may only raise the estimate. */
        void addTo(TestFigures leaf) {
            if (!red || sumUs >= leaf.estimateUs()) {
                leaf.addRegistered(sumUs);
            }
        }
    }
}
