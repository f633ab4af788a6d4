package io.verdigrid.coordinator.scheduler;

import io.verdigrid.coordinator.scheduler.policy.LogRatios;
import io.verdigrid.coordinator.scheduler.policy.SickRule;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Puts workers aside that differ too much from the others: they get nothing more, and what failed there runs again. */
final class SickBay {
    /** More than a fifth of the workers are not sick: they are the grid. */
    private static final int SHARE = 5;

    /** What is shorter is mostly the way there and back. */
    private static final long TELLING_MS = 100;

    private final Grid grid;
    private final Rounds rounds;
    private final SickRule rule = SickRule.DEFAULT;
    private LogRatios everywhere = new LogRatios();

    SickBay(Grid grid, Rounds rounds) {
        this.grid = grid;
        this.rounds = rounds;
    }

    /** A test of this build that failed there passed elsewhere. */
    void failedThere(BuildState build, String workerId) {
        WorkerState worker = grid.workers.get(workerId);
        if (worker != null && worker.takesWork()) {
            String why = build.health.verdict(workerId, rule);
            if (!why.isEmpty() && mayPutAside(worker)) {
                putAside(worker, why);
            }
        }
    }

    /** A lease that should have taken so long, at its build's pace, took so long there. */
    void ranThere(WorkerState worker, long expectedMs, long tookMs) {
        worker.ran(expectedMs, tookMs);
        if (expectedMs < TELLING_MS) {
            return;
        }
        worker.ratios().add(expectedMs, tookMs);
        everywhere.add(expectedMs, tookMs);
        LogRatios elsewhere = everywhere.without(worker.ratios());
        if (rule.isSlow(worker.ratios(), elsewhere) && mayPutAside(worker)) {
            double times = Math.exp(worker.ratios().mean() - elsewhere.mean());
            putAside(
                    worker,
                    String.format(
                            Locale.ROOT,
                            "what runs there takes %.1f times as long as elsewhere (%d units)",
                            times,
                            worker.ratios().count()));
        }
    }

    /** Somebody is left to do its work, for each module that it works for. */
    private boolean mayPutAside(WorkerState worker) {
        if (!worker.takesWork()) {
            return false;
        }
        int aside = 0;
        for (WorkerState other : grid.workers.all()) {
            aside += other.asideFor().isEmpty() ? 0 : 1;
        }
        if (aside >= Math.max(1, grid.workers.connected() / SHARE)) {
            return false;
        }
        for (BuildState build : grid.builds.values()) {
            for (ModuleState module : build.modules.values()) {
                boolean others = build.pool.hasOther(worker.id, module.unable.keySet());
                if (!others && mayRun(worker, module)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean mayRun(WorkerState worker, ModuleState module) {
        return module.build.pool.fits(worker) && !module.unable.containsKey(worker.id) && module.hasOpenWork();
    }

    /** Who is aside is better than nobody, should all others have left since. */
    void onTick() {
        for (WorkerState worker : List.copyOf(grid.workers.all())) {
            ModuleState left = worker.state() == WorkerStatus.State.PUT_ASIDE ? leftFor(worker) : null;
            if (left != null) {
                takeBack(worker.id);
                grid.decide(new Decision.Notify(
                        left.build.id,
                        "worker " + worker.id + " is taken back: nobody else is left that could run " + left.title()));
            }
        }
    }

    /** A module that it could run and nobody else can. */
    private @Nullable ModuleState leftFor(WorkerState worker) {
        for (BuildState build : grid.builds.values()) {
            for (ModuleState module : build.modules.values()) {
                if (mayRun(worker, module) && !grid.hasSomebodyFor(module)) {
                    return module;
                }
            }
        }
        return null;
    }

    private void putAside(WorkerState worker, String why) {
        worker.putAside(why);
        grid.become(worker, WorkerStatus.State.PUT_ASIDE);
        worker.leases().forEach(lease -> grid.takeBack(lease, "the worker is put aside"));
        grid.decide(new Decision.PutAside(worker.id, why));
        for (BuildState build : List.copyOf(grid.builds.values())) {
            int again = distrust(build, worker.id);
            if (again > 0 || build.health.knows(worker.id)) {
                grid.decide(new Decision.Notify(
                        build.id,
                        "worker " + worker.id + " is put aside: " + why + "; " + again
                                + " tests that failed there run again elsewhere"));
            }
        }
    }

    /** How many of its tests run again that would not have. */
    private int distrust(BuildState build, String worker) {
        int again = 0;
        for (ModuleState module : build.modules.values()) {
            for (UnitState unit : module.units.values()) {
                int tests = unit.distrust(worker);
                again += tests;
                if (tests > 0 && unit.place() == Work.Place.SETTLED) {
                    rounds.end(unit);
                }
            }
        }
        return again;
    }

    /** It is like the others again, somebody says. */
    void takeBack(String workerId) {
        WorkerState worker = grid.workers.get(workerId);
        if (worker != null && !worker.asideFor().isEmpty()) {
            worker.putAside("");
            everywhere = everywhere.without(worker.ratios());
            worker.forgetTimes();
            grid.builds.values().forEach(build -> build.health.forget(workerId));
            if (worker.state() == WorkerStatus.State.PUT_ASIDE) {
                grid.become(worker, WorkerStatus.State.READY);
            }
        }
    }
}
