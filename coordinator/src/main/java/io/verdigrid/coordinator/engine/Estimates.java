package io.verdigrid.coordinator.engine;

import io.verdigrid.coordinator.model.PlannedUnit;
import io.verdigrid.coordinator.model.TestInfo;
import io.verdigrid.coordinator.scheduler.SchedulerEvent;
import io.verdigrid.coordinator.scheduler.SchedulerEvent.LeafPlan;
import io.verdigrid.coordinator.scheduler.SchedulerEvent.UnitPlan;
import io.verdigrid.coordinator.store.HistoryStore;
import io.verdigrid.coordinator.store.HistoryStore.UnitEstimate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/** Looks up how long units take, away from the mailbox thread since it reads the disk. Thread-safe. */
final class Estimates {
    private final HistoryStore history;
    private final Executor background;
    private final Mailbox mailbox;
    private final Consumer<Throwable> onFailure;

    Estimates(HistoryStore history, Executor background, Mailbox mailbox, Consumer<Throwable> onFailure) {
        this.history = history;
        this.background = background;
        this.mailbox = mailbox;
        this.onFailure = onFailure;
    }

    /** Units as the scheduler takes them, once they are known. Mailbox thread only. */
    static final class Answer {
        private List<UnitPlan> units = List.of();

        void is(List<UnitPlan> found) {
            units = found;
        }

        List<UnitPlan> units() {
            return units;
        }
    }

    /** Gives the units with their estimates to {@code to}, in the mailbox. */
    void estimate(String suite, String module, List<PlannedUnit> units, Consumer<List<UnitPlan>> to) {
        background.execute(() -> {
            try {
                List<UnitPlan> plans = plans(history.estimates(suite, module, units), units);
                mailbox.execute(() -> to.accept(plans));
            } catch (RejectedExecutionException stopping) {
                // Nobody waits for it any more.
            } catch (RuntimeException e) {
                onFailure.accept(e);
            }
        });
    }

    /** The units with their estimates, on this thread. */
    List<UnitPlan> now(String suite, String module, List<PlannedUnit> units) {
        return plans(history.estimates(suite, module, units), units);
    }

    private static List<UnitPlan> plans(List<UnitEstimate> estimates, List<PlannedUnit> units) {
        List<UnitPlan> plans = new ArrayList<>(units.size());
        for (int i = 0; i < units.size(); i++) {
            PlannedUnit unit = units.get(i);
            UnitEstimate estimate = estimates.get(i);
            List<LeafPlan> leaves = new ArrayList<>(unit.tests().size());
            for (int t = 0; t < unit.tests().size(); t++) {
                TestInfo test = unit.tests().get(t);
                leaves.add(new LeafPlan(
                        test.uniqueId(), test.isTest(), estimate.testsUs().get(t)));
            }
            plans.add(new UnitPlan(
                    unit.unitId(),
                    unit.className(),
                    new SchedulerEvent.Estimate(estimate.millis(), estimate.fixtureMs(), estimate.fromHistory()),
                    leaves,
                    unit.partial(),
                    unit.ordered(),
                    unit.neighbours(),
                    estimate.pasts()));
        }
        return plans;
    }
}
