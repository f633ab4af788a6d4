package io.verdigrid.coordinator.scheduler;

import io.verdigrid.coordinator.model.BuildStatus;
import io.verdigrid.coordinator.model.Verdict;
import java.util.ArrayList;
import java.util.List;

/** Ends builds: when all is settled, when the grid fails them, when somebody cancels them. */
final class BuildEnds {
    private static final int MODULES_TOLD = 3;

    private final Grid grid;

    BuildEnds(Grid grid) {
        this.grid = grid;
    }

    /** Ends each build of which nothing is left to do. */
    void endSettled() {
        List<BuildState> done = new ArrayList<>();
        for (BuildState build : grid.builds.values()) {
            if (isSettled(build) || build.failures.isReached()) {
                done.add(build);
            }
        }
        for (BuildState build : done) {
            if (isSettled(build)) {
                endSettled(build);
            } else {
                end(build, BuildStatus.RED, enough(build));
            }
        }
    }

    private static boolean isSettled(BuildState build) {
        return build.queued() == 0 && build.leased() == 0 && build.isPlanClosed();
    }

    private static String enough(BuildState build) {
        int failed = build.failures.red();
        int open = build.tally.red() - failed;
        String why = "stopped after " + (failed == 1 ? "1 failed test" : failed + " failed tests") + ", of "
                + build.failures.most() + " that it was to bear";
        return open == 0
                ? why
                : why + "; " + (open == 1 ? "1 red test was" : open + " red tests were") + " not run again";
    }

    private void endSettled(BuildState build) {
        BuildTally tally = build.tally;
        if (tally.red() > build.blockers.redInQuarantine() || build.blockers.isBlocked()) {
            end(build, BuildStatus.RED, build.blockers.text());
        } else if (tally.of(Verdict.NOT_RUN) > 0) {
            String first = build.firstUnsettled(Verdict.NOT_RUN);
            end(build, BuildStatus.ERROR, tests(tally.of(Verdict.NOT_RUN)) + " planned but never run, first " + first);
        } else if (tally.of(Verdict.LOST) > 0) {
            String first = build.firstUnsettled(Verdict.LOST);
            end(build, BuildStatus.ERROR, tests(tally.of(Verdict.LOST)) + " lost with their workers, first " + first);
        } else if (tally.finished() == 0) {
            badInput(build, nothingFound(build));
        } else {
            end(build, BuildStatus.GREEN, build.blockers.text());
        }
    }

    /** Where all of its modules looked. */
    private static String nothingFound(BuildState build) {
        List<String> said = new ArrayList<>();
        for (ModuleState module : build.modules.values()) {
            if (!module.nothingFound.isEmpty()) {
                said.add(module.name.isEmpty() ? module.nothingFound : module.title() + ": " + module.nothingFound);
            }
        }
        if (said.size() > MODULES_TOLD) {
            String more = (said.size() - MODULES_TOLD) + " more modules";
            said = new ArrayList<>(said.subList(0, MODULES_TOLD));
            said.add(more);
        }
        return said.isEmpty() ? "no tests were found" : String.join("; ", said);
    }

    private static String tests(int count) {
        return count == 1 ? "1 test was" : count + " tests were";
    }

    /** The grid failed the build. */
    void error(BuildState build, String reason) {
        end(build, BuildStatus.ERROR, reason, false);
    }

    /** What was submitted cannot be run. */
    void badInput(BuildState build, String reason) {
        end(build, BuildStatus.ERROR, reason, true);
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
                if (module.unable.isEmpty() || !module.hasOpenWork()) {
                    continue;
                }
                long sinceMs = module.nobodyLeft(nobodyIsLeft(module), grid.nowMs());
                if (sinceMs <= grid.nowMs() - patienceMs(module)) {
                    String last = module.unable.lastKey();
                    String said = last + " said: " + module.unable.get(last);
                    error(build, "no worker is left that can run " + module.title() + "; " + said);
                    break;
                }
            }
        }
    }

    /** All workers that are here or only disconnected have said that they can't, and one of them is here to say so. */
    private boolean nobodyIsLeft(ModuleState module) {
        return module.build.pool.workers() > 0 && !grid.hasSomebodyFor(module);
    }

    /** Where others were before, or a restart of the coordinator scattered them, hosts get the time that a reboot takes. */
    private long patienceMs(ModuleState module) {
        BuildState build = module.build;
        boolean othersSeen = !module.unable.keySet().containsAll(build.pool.everSeen());
        return build.holdUntilMs > 0 || othersSeen ? 4 * grid.config.workerSilenceMs() : 0;
    }

    private void end(BuildState build, BuildStatus status, String reason) {
        end(build, status, reason, false);
    }

    private void end(BuildState build, BuildStatus status, String reason, boolean badInput) {
        for (SlotState slot : List.copyOf(build.busy)) {
            for (Lease lease : slot.leases()) {
                grid.revoke(lease, "build " + build.id + " has ended");
                grid.locks.doubt(lease);
                grid.release(lease, false);
            }
        }
        grid.builds.remove(build.id);
        grid.locks.waiters.forget(build);
        for (WorkerState worker : grid.workers.all()) {
            for (SlotState slot : worker.slots()) {
                slot.forget(build);
            }
        }
        grid.decide(new Decision.EndBuild(build.id, status, reason, badInput, build.book.close(build, grid.nowMs())));
    }
}
