package io.verdigrid.coordinator.scheduler;

import org.jspecify.annotations.Nullable;

/** What a build has to say about waiting, each thing once until it changes. */
final class BuildNotices {
    private final String buildId;
    private long noWorkerSinceMs;
    private boolean saidNoWorker;
    private boolean saidNoFit;
    private boolean saidMassFailure;

    BuildNotices(String buildId, long nowMs) {
        this.buildId = buildId;
        this.noWorkerSinceMs = nowMs;
    }

    /** Looks at the workers there are; null: nothing to say. */
    Decision.@Nullable Notify onWorkers(int connected, SlotPool pool, long nowMs, long patienceMs) {
        if (connected > 0) {
            noWorkerSinceMs = nowMs;
            saidNoWorker = false;
            if (pool.workers() > 0) {
                saidNoFit = false;
                return null;
            }
            if (saidNoFit) {
                return null;
            }
            saidNoFit = true;
            String needed = pool.requirements().labels().isEmpty()
                    ? "all connected workers are draining or put aside"
                    : "no connected worker that takes units has the required labels: " + pool.requirements();
            return new Decision.Notify(buildId, needed + "; the build waits for one");
        }
        if (saidNoWorker || nowMs - noWorkerSinceMs < patienceMs) {
            return null;
        }
        saidNoWorker = true;
        return new Decision.Notify(buildId, "no worker is connected; the build waits for one");
    }

    /** Half of the build is red: null if that was said already. */
    Decision.@Nullable Notify onMassFailure(int finished, int red) {
        if (saidMassFailure) {
            return null;
        }
        saidMassFailure = true;
        return new Decision.Notify(
                buildId,
                red + " of the first " + finished
                        + " tests are red: that is the build, not the tests, so red tests are not retested");
    }
}
