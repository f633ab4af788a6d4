package io.verdigrid.coordinator.scheduler;

import io.verdigrid.coordinator.model.BuildStatus;
import io.verdigrid.coordinator.model.Verdict;
import java.util.ArrayList;
import java.util.List;

/** Ends builds: when all is settled, when the grid fails them, when somebody cancels them. */
final class BuildEnds {
    private final Grid grid;

    BuildEnds(Grid grid) {
        this.grid = grid;
    }

    /** Ends each build of which nothing is left to do. */
    void endSettled() {
        List<BuildState> done = new ArrayList<>();
        for (BuildState build : grid.builds.values()) {
            if (build.queued() == 0 && build.leased() == 0 && build.isPlanClosed()) {
                done.add(build);
            }
        }
        done.forEach(this::endSettled);
    }

    private void endSettled(BuildState build) {
        BuildTally tally = build.tally;
        if (tally.red() > 0) {
            end(build, BuildStatus.RED, "");
        } else if (tally.of(Verdict.NOT_RUN) > 0) {
            String first = build.firstUnsettled(Verdict.NOT_RUN);
            end(build, BuildStatus.ERROR, tests(tally.of(Verdict.NOT_RUN)) + " planned but never run, first " + first);
        } else if (tally.of(Verdict.LOST) > 0) {
            String first = build.firstUnsettled(Verdict.LOST);
            end(build, BuildStatus.ERROR, tests(tally.of(Verdict.LOST)) + " lost with their workers, first " + first);
        } else if (tally.finished() == 0) {
            end(build, BuildStatus.ERROR, "no tests were found");
        } else {
            end(build, BuildStatus.GREEN, "");
        }
    }

    private static String tests(int count) {
        return count == 1 ? "1 test was" : count + " tests were";
    }

    /** The grid failed the build. */
    void error(BuildState build, String reason) {
        end(build, BuildStatus.ERROR, reason);
    }

    void cancel(SchedulerEvent.CancelRequested event) {
        BuildState build = grid.builds.get(event.buildId());
        if (build != null) {
            end(build, BuildStatus.CANCELLED, event.reason());
        }
    }

    /** A module that no worker is left for, of those that said that they could not run it, fails its build. */
    void endUnable() {
        for (BuildState build : List.copyOf(grid.builds.values())) {
            for (ModuleState module : build.modules.values()) {
                if (!module.unable.isEmpty() && module.hasOpenWork() && nobodyIsLeft(module)) {
                    String last = module.unable.lastKey();
                    error(
                            build,
                            "no worker is left that can run " + module.title() + "; " + last + " said: "
                                    + module.unable.get(last));
                    break;
                }
            }
        }
    }

    /**
     * Somebody who takes work is here, and all that are here, or may come back, have said that they can't. After a
     * restart, time is left for workers to come back.
     */
    private boolean nobodyIsLeft(ModuleState module) {
        SlotPool pool = module.build.pool;
        boolean stillGathering =
                module.build.holdUntilMs > 0 && module.build.isHeld(grid.nowMs() - grid.config.workerSilenceMs());
        if (stillGathering) {
            return false;
        }
        if (pool.workers() == 0 || pool.hasOther("", module.unable.keySet())) {
            return false;
        }
        for (WorkerState worker : grid.workers.all()) {
            boolean mayComeBack = worker.state() == WorkerStatus.State.DISCONNECTED && pool.fits(worker);
            if (mayComeBack && !module.unable.containsKey(worker.id)) {
                return false;
            }
        }
        return true;
    }

    private void end(BuildState build, BuildStatus status, String reason) {
        for (SlotState slot : List.copyOf(build.busy)) {
            for (Lease lease : slot.leases()) {
                grid.revoke(lease, "build " + build.id + " has ended");
                grid.release(lease, false);
            }
        }
        grid.builds.remove(build.id);
        for (WorkerState worker : grid.workers.all()) {
            for (SlotState slot : worker.slots()) {
                slot.forget(build);
            }
        }
        grid.decide(new Decision.EndBuild(build.id, status, reason, build.book.close(build, grid.nowMs())));
    }
}
