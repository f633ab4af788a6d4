package io.verdigrid.coordinator.rpc;

import io.verdigrid.coordinator.engine.WorkerView;
import io.verdigrid.coordinator.model.BuildRecord;
import io.verdigrid.coordinator.model.BuildSpec;
import io.verdigrid.coordinator.model.BuildStatus;
import io.verdigrid.coordinator.model.Isolation;
import io.verdigrid.coordinator.model.Lane;
import io.verdigrid.coordinator.model.Verdict;
import io.verdigrid.coordinator.model.VerdictCounts;
import io.verdigrid.coordinator.scheduler.BuildProgress;
import io.verdigrid.coordinator.scheduler.WorkerStatus;
import io.verdigrid.coordinator.store.BuildStore;
import io.verdigrid.protocol.build.v1.Build;
import io.verdigrid.protocol.build.v1.BuildSettings;
import io.verdigrid.protocol.build.v1.Counts;
import io.verdigrid.protocol.build.v1.ModuleSpec;
import io.verdigrid.protocol.build.v1.Progress;
import io.verdigrid.protocol.build.v1.Warning;
import io.verdigrid.protocol.build.v1.Worker;
import io.verdigrid.protocol.build.v1.WorkerState;

/** Builds and workers as messages. */
final class BuildToWire {
    private static final int MAX_WARNINGS = 1000;

    private BuildToWire() {}

    static Build build(BuildRecord build) {
        return Build.newBuilder()
                .setId(build.buildId())
                .setSpec(spec(build.spec()))
                .setStatus(status(build.status()))
                .setSubmittedAtMs(build.submittedAtMs())
                .setFirstTestAtMs(build.firstTestAtMs())
                .setEndedAtMs(build.ending().atMs())
                .setCounts(counts(build.counts()))
                .setReason(build.ending().reason())
                .setAccount(AccountToWire.account(build.ending().account()))
                .setBadInput(build.ending().badInput())
                .build();
    }

    /** With its warnings, which are read apart. */
    static Build build(BuildRecord build, BuildStore store) {
        Build.Builder wire = build(build).toBuilder();
        store.warnings(build.buildId(), MAX_WARNINGS)
                .forEach(warning -> wire.addWarnings(
                        Warning.newBuilder().setModule(warning.module()).setText(warning.text())));
        return wire.build();
    }

    private static io.verdigrid.protocol.build.v1.BuildSpec spec(BuildSpec spec) {
        io.verdigrid.protocol.build.v1.BuildSpec.Builder wire = io.verdigrid.protocol.build.v1.BuildSpec.newBuilder()
                .setSuite(spec.suite())
                .setRevision(spec.revision())
                .setBranch(spec.branch())
                .addAllRequirements(spec.requirements())
                .setSettings(BuildSettings.newBuilder()
                        .setRetests(spec.settings().retests())
                        .setIsolation(isolation(spec.settings().isolation()))
                        .setTestTimeoutMs(spec.settings().testTimeout().toMillis())
                        .setOutputLimit(spec.settings().outputLimit())
                        .setLane(lane(spec.settings().lane()))
                        .setMaxFailures(spec.settings().maxFailures()));
        spec.modules()
                .forEach(module -> wire.addModules(ModuleSpec.newBuilder()
                        .setName(module.name())
                        .setBundleDigest(module.bundle().hex())
                        .setSelection(ToWire.selection(module.selection()))));
        return wire.build();
    }

    private static io.verdigrid.protocol.common.v1.Isolation isolation(Isolation isolation) {
        return isolation == Isolation.CLASS
                ? io.verdigrid.protocol.common.v1.Isolation.ISOLATION_CLASS
                : io.verdigrid.protocol.common.v1.Isolation.ISOLATION_REUSE;
    }

    static io.verdigrid.protocol.common.v1.Lane lane(Lane lane) {
        return switch (lane) {
            case MAIN -> io.verdigrid.protocol.common.v1.Lane.LANE_MAIN;
            case HYPOTHESIS -> io.verdigrid.protocol.common.v1.Lane.LANE_HYPOTHESIS;
            case HUNT -> io.verdigrid.protocol.common.v1.Lane.LANE_HUNT;
        };
    }

    private static io.verdigrid.protocol.common.v1.BuildStatus status(BuildStatus status) {
        return switch (status) {
            case DISCOVERING -> io.verdigrid.protocol.common.v1.BuildStatus.BUILD_STATUS_DISCOVERING;
            case RUNNING -> io.verdigrid.protocol.common.v1.BuildStatus.BUILD_STATUS_RUNNING;
            case GREEN -> io.verdigrid.protocol.common.v1.BuildStatus.BUILD_STATUS_GREEN;
            case RED -> io.verdigrid.protocol.common.v1.BuildStatus.BUILD_STATUS_RED;
            case ERROR -> io.verdigrid.protocol.common.v1.BuildStatus.BUILD_STATUS_ERROR;
            case CANCELLED -> io.verdigrid.protocol.common.v1.BuildStatus.BUILD_STATUS_CANCELLED;
        };
    }

    static Counts counts(VerdictCounts counts) {
        return Counts.newBuilder()
                .setPlanned(counts.planned())
                .setPassed(counts.of(Verdict.PASSED))
                .setFailed(counts.of(Verdict.FAILED))
                .setIntermittent(counts.of(Verdict.INTERMITTENT))
                .setSkipped(counts.of(Verdict.SKIPPED))
                .setAborted(counts.of(Verdict.ABORTED))
                .setTimedOut(counts.of(Verdict.TIMED_OUT))
                .setCrashed(counts.of(Verdict.CRASHED))
                .setLost(counts.of(Verdict.LOST))
                .setNotRun(counts.of(Verdict.NOT_RUN))
                .build();
    }

    static Progress progress(BuildProgress progress, VerdictCounts counts) {
        return Progress.newBuilder()
                .setStatus(status(progress.status()))
                .setCounts(counts(counts))
                .setDone(progress.done())
                .setRetesting(progress.retesting())
                .setSlotsBusy(progress.slotsBusy())
                .setSlots(progress.slots())
                .setWorkers(progress.workers())
                .setUnitsQueued(progress.unitsQueued())
                .setUnitsRunning(progress.unitsRunning())
                .setEtaMs(progress.etaMs())
                .addAllRunning(progress.running())
                .setUnitsWithHistory(progress.unitsWithHistory())
                .setUnits(progress.units())
                .build();
    }

    static Worker worker(WorkerView view) {
        WorkerStatus status = view.status();
        return Worker.newBuilder()
                .setId(status.workerId())
                .setHost(view.host())
                .setSlots(status.slots())
                .setSlotsBusy(status.slotsBusy())
                .putAllLabels(status.labels())
                .setState(state(status.state()))
                .setConnectedAtMs(view.connectedAtMs())
                .setLastHeardMs(status.lastHeardMs())
                .setVersion(view.version())
                .setLoad(view.load())
                .addAllRunning(view.running())
                .setAsideFor(status.asideFor())
                .build();
    }

    private static WorkerState state(WorkerStatus.State state) {
        return switch (state) {
            case READY -> WorkerState.WORKER_STATE_UP;
            case DRAINING -> WorkerState.WORKER_STATE_DRAINING;
            case PUT_ASIDE -> WorkerState.WORKER_STATE_PUT_ASIDE;
            case DISCONNECTED, LOST -> WorkerState.WORKER_STATE_LOST;
        };
    }
}
