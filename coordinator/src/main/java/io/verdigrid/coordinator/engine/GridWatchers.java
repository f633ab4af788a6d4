package io.verdigrid.coordinator.engine;

import io.verdigrid.coordinator.scheduler.Scheduler;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Who watches the whole grid, and what they see. Thread-safe, but for {@link #look}, which is the mailbox thread's. */
final class GridWatchers {
    private final Scheduler scheduler;
    private final Map<String, LiveBuild> builds;
    private final Workers workers;
    private final EngineClock clock;
    private final List<Consumer<GridView>> watchers = new CopyOnWriteArrayList<>();
    private long buildsEnded;

    GridWatchers(Scheduler scheduler, Map<String, LiveBuild> builds, Workers workers, EngineClock clock) {
        this.scheduler = scheduler;
        this.builds = builds;
        this.workers = workers;
        this.clock = clock;
    }

    Runnable add(Consumer<GridView> watcher) {
        watchers.add(watcher);
        return () -> watchers.remove(watcher);
    }

    /** Mailbox thread only. */
    void buildEnded() {
        buildsEnded++;
    }

    /** Shows everybody who watches how it is; costs nothing where nobody does. */
    void look() {
        if (watchers.isEmpty()) {
            return;
        }
        GridView view = view();
        watchers.forEach(watcher -> watcher.accept(view));
    }

    private GridView view() {
        long nowMs = clock.nowMs();
        List<GridView.OpenBuild> open = new ArrayList<>();
        builds.forEach((id, build) -> scheduler
                .progress(id, nowMs)
                .ifPresent(progress ->
                        open.add(new GridView.OpenBuild(id, build.spec(), build.submittedAtMs(), progress))));
        return new GridView(
                open, workers.views(scheduler.workers()), scheduler.busySlots(), scheduler.load(), buildsEnded, nowMs);
    }
}
