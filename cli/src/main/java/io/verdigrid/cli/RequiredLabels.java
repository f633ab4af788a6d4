package io.verdigrid.cli;

import io.verdigrid.cli.console.Problem;
import io.verdigrid.cli.grid.Grid;
import io.verdigrid.cli.run.BuildListener;
import io.verdigrid.cli.run.Reconnection;
import io.verdigrid.coordinator.scheduler.policy.Requirements;
import io.verdigrid.protocol.TimeSource;
import io.verdigrid.protocol.build.v1.BuildServiceGrpc;
import io.verdigrid.protocol.build.v1.ListWorkersRequest;
import io.verdigrid.protocol.build.v1.Worker;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;

/**
 * Refuses a build that requires what no worker of the grid has: a label that is mistyped would let it wait for ever.
 *
 * <p>Where no worker is known yet, there is nothing to compare with, and the build may wait; it may, too, where somebody said how
 * long to wait for a worker: those that are there may be another fleet's.
 */
final class RequiredLabels {
    /** The worker of a grid in this process connects in less. */
    private static final Duration FOR_THE_FIRST = Duration.ofSeconds(5);

    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Grid grid;
    private final TimeSource time;
    private final Reconnection reconnection;

    RequiredLabels(Grid grid, TimeSource time, Reconnection reconnection) {
        this.grid = grid;
        this.time = time;
        this.reconnection = reconnection;
    }

    /** Throws a Problem that names the first label that nobody has; where the build {@code mayWait}, it is a notice. */
    void check(List<String> required, boolean mayWait, BuildListener listener) {
        if (required.isEmpty()) {
            return;
        }
        List<Worker> workers = reconnection.untilAnswered(listener, this::workers);
        if (workers.isEmpty() || workers.stream().anyMatch(worker -> has(worker, required))) {
            return;
        }
        String problem = "--require: " + missing(required, workers);
        if (!mayWait) {
            throw Problem.input(problem);
        }
        listener.notice(problem);
    }

    private static String missing(List<String> required, List<Worker> workers) {
        for (String label : required) {
            if (workers.stream().noneMatch(worker -> has(worker, List.of(label)))) {
                return "no worker has the label " + label + "; labels are " + known(workers);
            }
        }
        return "no worker has all of " + String.join(", ", required);
    }

    /** Those that are known; for the first the grid gets some seconds. */
    List<Worker> workers() {
        long end = time.nanos() + FOR_THE_FIRST.toNanos();
        try {
            while (true) {
                List<Worker> workers = BuildServiceGrpc.newBlockingStub(grid.channel())
                        .listWorkers(ListWorkersRequest.getDefaultInstance())
                        .getWorkersList();
                if (!workers.isEmpty() || time.nanos() - end > 0) {
                    return workers;
                }
                time.sleep(PAUSE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.grid("interrupted while waiting for a worker");
        }
    }

    /** It has all of them. */
    static boolean has(Worker worker, List<String> labels) {
        return new Requirements(labels).fits(worker.getLabelsMap());
    }

    private static String known(List<Worker> workers) {
        TreeSet<String> known = new TreeSet<>();
        workers.forEach(worker -> worker.getLabelsMap().forEach((key, value) -> known.add(key + "=" + value)));
        return String.join(", ", known);
    }
}
