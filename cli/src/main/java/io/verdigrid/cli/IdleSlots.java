package io.verdigrid.cli;

import io.verdigrid.cli.grid.Grid;
import io.verdigrid.cli.run.BuildListener;
import io.verdigrid.cli.run.Reconnection;
import io.verdigrid.protocol.TimeSource;
import io.verdigrid.protocol.build.v1.Worker;
import io.verdigrid.protocol.build.v1.WorkerState;

/** How many slots of a grid have nothing to do. */
record IdleSlots(Grid grid, TimeSource time, Reconnection calls) {
    /** At least one: who waits gets it sometime. */
    int count() {
        RequiredLabels workers = new RequiredLabels(grid, time, calls);
        int idle = calls.untilAnswered(new BuildListener() {}, workers::workers).stream()
                .filter(worker -> worker.getState() == WorkerState.WORKER_STATE_UP)
                .mapToInt(IdleSlots::idle)
                .sum();
        return Math.max(1, idle);
    }

    private static int idle(Worker worker) {
        return worker.getSlots() - worker.getSlotsBusy();
    }
}
