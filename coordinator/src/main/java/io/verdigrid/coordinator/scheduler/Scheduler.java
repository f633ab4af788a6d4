package io.verdigrid.coordinator.scheduler;

import io.verdigrid.coordinator.model.Lane;
import io.verdigrid.coordinator.scheduler.policy.GridResources;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Decides which worker runs what: a pure function from events to decisions, for one coordinator.
 *
 * <p>Not thread-safe: one thread at a time. Times are milliseconds by the caller's clock; one that goes back counts as one
 * that stands still. It throws nothing for events that speak of builds, units, leases or workers that it does not know: such
 * events change nothing.
 */
public final class Scheduler {
    private final Grid grid;
    private final AttemptBook attempts;
    private final LeaseCloser closer;
    private final SickBay sickBay;
    private final LossWatch losses;
    private final Reconciler reconciler;
    private final BuildEnds ends;
    private final Dispatcher dispatcher;
    private final Copier copier;
    private final HuntStop hunts;
    private final TailBalance balance;

    /** A scheduler without builds or workers; leases carry {@code epoch} in their upper half. */
    public Scheduler(SchedulerConfig config, long epoch) {
        grid = new Grid(config, epoch);
        Rounds rounds = new Rounds(grid);
        ends = new BuildEnds(grid);
        sickBay = new SickBay(grid, rounds);
        attempts = new AttemptBook(grid, rounds, sickBay);
        closer = new LeaseCloser(grid, rounds, ends, sickBay);
        losses = new LossWatch(grid, rounds, ends);
        reconciler = new Reconciler(grid, losses);
        dispatcher = new Dispatcher(grid);
        copier = new Copier(grid);
        hunts = new HuntStop(grid, dispatcher);
        balance = new TailBalance(grid);
    }

    /** What tests may lock. */
    public GridResources resources() {
        return grid.config.resources();
    }

    /** Takes in what happened, and says what is to be done now, in this order. */
    public List<Decision> apply(SchedulerEvent event, long nowMs) {
        grid.begin(nowMs);
        handle(event);
        ends.endSettled();
        dispatcher.run();
        if (event instanceof SchedulerEvent.Tick) {
            copier.run();
        }
        hunts.run();
        balance.run();
        say();
        return grid.decisions();
    }

    private void handle(SchedulerEvent event) {
        if (event instanceof SchedulerEvent.AttemptRecorded recorded) {
            attempts.recorded(recorded);
        } else if (event instanceof SchedulerEvent.LeaseClosed closed) {
            closer.closed(closed);
        } else if (event instanceof SchedulerEvent.WorkerHeard heard) {
            heard(heard.workerId());
        } else if (event instanceof SchedulerEvent.Tick) {
            losses.onTick();
            sickBay.onTick();
        } else if (event instanceof SchedulerEvent.PlanAdded planned) {
            attempts.planned(planned);
        } else if (event instanceof SchedulerEvent.PlanClosed closed) {
            attempts.planClosed(closed);
        } else if (event instanceof SchedulerEvent.BuildAdded added) {
            buildAdded(added);
        } else if (event instanceof SchedulerEvent.UnitRestored restored) {
            attempts.restored(restored);
        } else if (event instanceof SchedulerEvent.CancelRequested cancel) {
            ends.cancel(cancel);
        } else if (event instanceof SchedulerEvent.WorkerJoined joined) {
            reconciler.joined(joined);
        } else if (event instanceof SchedulerEvent.WorkerDisconnected gone) {
            disconnected(gone.workerId());
        } else if (event instanceof SchedulerEvent.WorkerDraining draining) {
            draining(draining.workerId());
        } else if (event instanceof SchedulerEvent.WorkerTakenBack back) {
            sickBay.takeBack(back.workerId());
        }
    }

    private void buildAdded(SchedulerEvent.BuildAdded added) {
        if (grid.builds.containsKey(added.buildId())) {
            return;
        }
        BuildState build = new BuildState(added, grid.config, grid.locks, grid.nowMs());
        if (added.holdUntilMs() > 0) {
            // Whoever comes back later than that is as good as lost, and what it held is run by others anyway.
            grid.locks.closeUntil(added.holdUntilMs() + grid.config.workerSilenceMs());
        }
        grid.builds.put(build.id, build);
        grid.workers.all().forEach(build.pool::enter);
        build.modules.values().forEach(module -> module.discovery.queue());
    }

    private void heard(String workerId) {
        WorkerState worker = grid.workers.get(workerId);
        if (worker == null || worker.state() == WorkerStatus.State.DISCONNECTED) {
            return;
        }
        if (worker.state() == WorkerStatus.State.LOST) {
            if (worker.beforeLoss() == WorkerStatus.State.DISCONNECTED) {
                return;
            }
            grid.become(worker, worker.beforeLoss());
        }
        grid.workers.heard(worker, grid.nowMs());
    }

    private void disconnected(String workerId) {
        WorkerState worker = grid.workers.get(workerId);
        if (worker != null && worker.isConnected()) {
            grid.become(worker, WorkerStatus.State.DISCONNECTED);
        } else if (worker != null) {
            worker.gone();
        }
    }

    private void draining(String workerId) {
        WorkerState worker = grid.workers.get(workerId);
        if (worker != null && worker.isConnected()) {
            grid.become(worker, WorkerStatus.State.DRAINING);
            ends.endUnable();
        }
    }

    private void say() {
        int connected = grid.workers.connected();
        for (BuildState build : grid.builds.values()) {
            grid.decide(build.notices.onWorkers(connected, build.pool, grid.nowMs(), grid.config.noWorkerNoticeMs()));
        }
    }

    /** What goes on in an open build; empty for one that is not known or has ended. */
    public Optional<BuildProgress> progress(String buildId, long nowMs) {
        return Optional.ofNullable(grid.builds.get(buildId)).map(build -> ProgressReport.of(build, nowMs));
    }

    /** All workers heard of, in the order of their ids, lost ones too for ten minutes. */
    public List<WorkerStatus> workers() {
        List<WorkerStatus> all = new ArrayList<>();
        for (WorkerState worker : grid.workers.all()) {
            all.add(worker.status());
        }
        return all;
    }

    /** What runs in each slot of the workers that are connected, by worker and slot. */
    public List<BusySlot> busySlots() {
        List<BusySlot> all = new ArrayList<>();
        for (WorkerState worker : grid.workers.all()) {
            for (SlotState slot : worker.slots()) {
                Lease head = slot.head();
                if (worker.isConnected() && head != null) {
                    all.add(BusySlot.of(slot, head));
                }
            }
        }
        return all;
    }

    /** How busy the grid is. */
    public SchedulerLoad load() {
        int queued = 0;
        int running = 0;
        for (BuildState build : grid.builds.values()) {
            queued += build.queued();
            running += build.leased();
        }
        int busy = 0;
        int slots = 0;
        for (WorkerState worker : grid.workers.all()) {
            if (worker.isConnected()) {
                busy += worker.slotsBusy();
                slots += worker.slots().size();
            }
        }
        return new SchedulerLoad(grid.builds.size(), queued, running, busy, slots, grid.workers.byState(), wanted());
    }

    private List<SlotsWanted> wanted() {
        List<SlotsWanted> all = new ArrayList<>();
        for (Lane lane : Lane.values()) {
            SortedMap<String, Integer> byLabels = new TreeMap<>(Map.of("", 0));
            for (BuildState build : grid.builds.values()) {
                if (build.settings.lane() == lane) {
                    byLabels.merge(build.pool.requirements().sorted(), build.slotsWanted(), Integer::sum);
                }
            }
            byLabels.forEach((labels, count) -> all.add(new SlotsWanted(lane, labels, count)));
        }
        return all;
    }

    /** For the invariant check of the tests. */
    Grid grid() {
        return grid;
    }
}
