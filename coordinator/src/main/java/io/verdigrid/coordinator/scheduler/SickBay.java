package io.verdigrid.coordinator.scheduler;

import io.verdigrid.coordinator.scheduler.policy.LogRatios;
import io.verdigrid.coordinator.scheduler.policy.SickRule;
import java.util.List;
import java.util.Locale;

/** Puts workers aside that differ too much from the others: they get nothing more, and what failed there runs again. */
final class SickBay {
    /** More than a fifth of the workers are not sick: they are the grid. */
    private static final int SHARE = 5;

    private final Grid grid;
    private final Rounds rounds;
    private final SickRule rule = SickRule.DEFAULT;

    SickBay(Grid grid, Rounds rounds) {
        this.grid = grid;
        this.rounds = rounds;
    }

    /** A test of this build that failed there passed elsewhere. */
    void failedThere(BuildState build, String workerId) {
        WorkerState worker = grid.workers.get(workerId);
        if (worker != null && mayPutAside(worker)) {
            String why = build.health.verdict(workerId, rule);
            if (!why.isEmpty()) {
                putAside(worker, why);
            }
        }
    }

    /** A lease of this worker has ended. */
    void ranThere(WorkerState worker) {
        if (worker.ratios().count() < rule.leases() || !mayPutAside(worker)) {
            return;
        }
        LogRatios elsewhere = new LogRatios();
        for (WorkerState other : grid.workers.all()) {
            if (!other.equals(worker)) {
                elsewhere.add(other.ratios());
            }
        }
        if (rule.isSlow(worker.ratios(), elsewhere)) {
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

    /** Somebody is left to do its work, for each build that it works for. */
    private boolean mayPutAside(WorkerState worker) {
        if (!worker.takesWork()) {
            return false;
        }
        int aside = 0;
        for (WorkerState other : grid.workers.all()) {
            aside += other.state() == WorkerStatus.State.PUT_ASIDE ? 1 : 0;
        }
        if (aside >= Math.max(1, grid.workers.connected() / SHARE)) {
            return false;
        }
        for (BuildState build : grid.builds.values()) {
            if (build.pool.has(worker) && build.pool.workers() < 2) {
                return false;
            }
        }
        return true;
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
            worker.forgetTimes();
            grid.builds.values().forEach(build -> build.health.forget(workerId));
            if (worker.state() == WorkerStatus.State.PUT_ASIDE) {
                grid.become(worker, WorkerStatus.State.READY);
            }
        }
    }
}
