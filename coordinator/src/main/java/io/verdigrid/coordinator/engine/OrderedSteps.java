package io.verdigrid.coordinator.engine;

import java.util.ArrayDeque;

/**
 * Steps that are taken in their order, each once what it waits for has arrived. Mailbox thread only.
 *
 * <p>One worker's reports are committed as they come, many at a time, but the scheduler must hear of them in their order.
 */
final class OrderedSteps {
    private final ArrayDeque<Step> steps = new ArrayDeque<>();

    /** Adds a step that waits for so many arrivals. */
    Step add(int waits, Runnable action) {
        Step step = new Step(waits, action);
        steps.add(step);
        takeAll();
        return step;
    }

    /** A step, and what it still waits for. */
    final class Step {
        private final Runnable action;
        private int waits;

        private Step(int waits, Runnable action) {
            this.waits = waits;
            this.action = action;
        }

        void arrived() {
            waits--;
            takeAll();
        }
    }

    private void takeAll() {
        while (!steps.isEmpty() && steps.element().waits == 0) {
            steps.remove().action.run();
        }
    }
}
