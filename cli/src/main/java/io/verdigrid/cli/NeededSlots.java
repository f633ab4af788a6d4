package io.verdigrid.cli;

import io.verdigrid.cli.grid.Grid;
import io.verdigrid.cli.run.BuildListener;
import io.verdigrid.cli.run.Reconnection;
import io.verdigrid.protocol.build.v1.Build;
import io.verdigrid.protocol.build.v1.BuildServiceGrpc;
import io.verdigrid.protocol.build.v1.BuildSpec;
import io.verdigrid.protocol.build.v1.ListBuildsRequest;
import io.verdigrid.protocol.build.v1.Worker;
import io.verdigrid.protocol.build.v1.WorkerState;
import java.time.Duration;
import java.util.List;

/** Says before a build how many slots it needs for its target time, and whether the grid has them. */
record NeededSlots(Grid grid, Reconnection reconnection, BuildListener listener) {
    private static final int BUILDS = 20;

    void say(Duration target, BuildSpec spec, List<Worker> workers) {
        List<Build> builds = reconnection.untilAnswered(
                listener,
                () -> BuildServiceGrpc.newBlockingStub(grid.channel())
                        .listBuilds(ListBuildsRequest.newBuilder()
                                .setSuite(spec.getSuite())
                                .setPageSize(BUILDS)
                                .build())
                        .getBuildsList());
        long here = workers.stream()
                .filter(worker -> worker.getState() == WorkerState.WORKER_STATE_UP)
                .filter(worker -> RequiredLabels.has(worker, spec.getRequirementsList()))
                .mapToLong(Worker::getSlots)
                .sum();
        listener.notice(TargetTime.from(builds, spec.getModulesList())
                .map(known -> known.sentence(target, here))
                .orElse("--target-time: no build of suite " + spec.getSuite()
                        + " with this selection of tests has run all of them yet, so nobody knows how many slots it"
                        + " needs"));
    }
}
