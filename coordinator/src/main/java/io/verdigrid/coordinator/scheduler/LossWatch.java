package io.verdigrid.coordinator.scheduler;

import io.verdigrid.coordinator.model.Outcome;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Takes back the leases of workers that are lost, or that say they don't hold them. */
final class LossWatch {
    private final Grid grid;
    private final Rounds rounds;
    private final BuildEnds ends;

    LossWatch(Grid grid, Rounds rounds, BuildEnds ends) {
        this.grid = grid;
        this.rounds = rounds;
        this.ends = ends;
    }

    /** Workers that were silent for too long are lost. */
    void onTick() {
        long before = grid.nowMs() - grid.config.workerSilenceMs();
        for (WorkerState silent = grid.workers.silentSince(before);
                silent != null;
                silent = grid.workers.silentSince(before)) {
            lose(silent);
        }
        ends.endUnable();
        grid.workers.forget(grid.nowMs());
    }

    private void lose(WorkerState worker) {
        List<Lease> held = worker.leases();
        long silentMs = grid.nowMs() - worker.heardMs();
        held.forEach(lease -> grid.revoke(lease, "the worker was silent for " + silentMs / 1000 + " s"));
        grid.become(worker, WorkerStatus.State.LOST);
        held.forEach(grid.locks::doubt);
        take(held, "worker " + worker.id + " was silent for " + silentMs / 1000 + " s and is taken for lost");
    }

    /**
     * Takes leases back from their worker. Only the unit at the head of each slot is charged with the loss: those behind
     * it had not begun.
     */
    void take(List<Lease> lost, String why) {
        Set<Lease> running = new LinkedHashSet<>(lost);
        running.removeIf(lease -> !lease.equals(lease.slot.head()));
        Set<BuildState> touched = new LinkedHashSet<>();
        for (Lease lease : lost) {
            touched.add(lease.work.build());
            if (lease.equals(grid.leases.get(lease.id))) {
                grid.release(lease, false);
                goOn(lease, running.contains(lease));
            }
        }
        for (BuildState build : touched) {
            if (grid.builds.containsKey(build.id)) {
                grid.decide(new Decision.Notify(build.id, why + "; what it held runs elsewhere"));
            }
        }
    }

    private void goOn(Lease lease, boolean charged) {
        Work work = lease.work;
        int losses = charged ? work.countLoss() : 0;
        if (losses < grid.config.limits().losses()) {
            rounds.goOn(work);
            return;
        }
        UnitState unit = work.unit();
        if (unit == null) {
            rounds.goOn(work);
            ends.error(work.build(), "discovery of " + work.module.title() + " lost its worker " + losses + " times");
        } else if (work.isOver()) {
            rounds.goOn(work);
        } else {
            rounds.giveUp(work, unit, Outcome.LOST, "its worker was lost " + losses + " times without a result");
        }
    }
}
