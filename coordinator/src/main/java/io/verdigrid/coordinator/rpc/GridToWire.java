package io.verdigrid.coordinator.rpc;

import io.verdigrid.coordinator.engine.GridView;
import io.verdigrid.coordinator.model.BuildRecord;
import io.verdigrid.coordinator.model.Trunk;
import io.verdigrid.coordinator.model.VerdictCounts;
import io.verdigrid.coordinator.scheduler.SchedulerLoad;
import io.verdigrid.coordinator.store.BuildStore;
import io.verdigrid.protocol.build.v1.Worker;
import io.verdigrid.protocol.grid.v1.BusySlot;
import io.verdigrid.protocol.grid.v1.GridState;
import io.verdigrid.protocol.grid.v1.OpenBuild;
import io.verdigrid.protocol.grid.v1.SlotsWanted;
import java.util.List;
import java.util.Optional;

/** The grid's state as a message. */
final class GridToWire {
    private GridToWire() {}

    static GridState state(GridView view, BuildStore store, List<Trunk> trunks) {
        SchedulerLoad load = view.load();
        GridState.Builder state = GridState.newBuilder()
                .setSlots(load.slots())
                .setSlotsBusy(load.slotsBusy())
                .setUnitsQueued(load.unitsQueued())
                .setUnitsRunning(load.unitsRunning())
                .setBuildsEnded(view.buildsEnded())
                .setNowMs(view.nowMs());
        for (GridView.OpenBuild build : view.builds()) {
            Optional<BuildRecord> record = store.build(build.buildId());
            record.map(BuildRecord::counts).ifPresent(counts -> state.addBuilds(build(build, counts)));
        }
        // When it was last heard of changes all the time, and is told by its state where it matters.
        view.workers().forEach(worker -> state.addWorkers(withoutPulse(BuildToWire.worker(worker))));
        view.busy().forEach(slot -> state.addBusy(slot(slot)));
        load.wanted()
                .forEach(wanted -> state.addWanted(SlotsWanted.newBuilder()
                        .setLane(BuildToWire.lane(wanted.lane()))
                        .setLabels(wanted.labels())
                        .setSlots(wanted.slots())));
        trunks.forEach(trunk -> state.addTrunks(TrunkEndpoint.wire(trunk, view.nowMs())));
        return state.build();
    }

    private static Worker withoutPulse(Worker worker) {
        return worker.toBuilder().clearLastHeardMs().build();
    }

    private static OpenBuild build(GridView.OpenBuild build, VerdictCounts counts) {
        return OpenBuild.newBuilder()
                .setId(build.buildId())
                .setSuite(build.spec().suite())
                .setRevision(build.spec().revision())
                .setBranch(build.spec().branch())
                .setSubmittedAtMs(build.submittedAtMs())
                .setProgress(BuildToWire.progress(build.progress(), counts))
                .setLane(BuildToWire.lane(build.spec().settings().lane()))
                .build();
    }

    private static BusySlot slot(io.verdigrid.coordinator.scheduler.BusySlot slot) {
        return BusySlot.newBuilder()
                .setWorker(slot.workerId())
                .setSlot(slot.slot())
                .setBuildId(slot.buildId())
                .setModule(slot.module())
                .setClassName(slot.className())
                .setSinceMs(slot.sinceMs())
                .setEstimateMs(slot.estimateMs())
                .setAttempt(slot.attempt())
                .setCopy(slot.copy())
                .setBehind(slot.behind())
                .build();
    }
}
