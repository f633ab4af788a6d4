package io.verdigrid.coordinator.engine;

import io.verdigrid.coordinator.ledger.Applied;
import io.verdigrid.coordinator.ledger.Command;
import io.verdigrid.coordinator.ledger.QuarantineCommand;
import io.verdigrid.coordinator.model.BuildRecord;
import io.verdigrid.coordinator.model.BuildSpec;
import io.verdigrid.coordinator.model.ModuleSpec;
import io.verdigrid.coordinator.scheduler.Scheduler;
import io.verdigrid.coordinator.scheduler.SchedulerEvent;
import io.verdigrid.coordinator.store.OpenBuild;
import io.verdigrid.coordinator.store.RecordedAttempt;
import io.verdigrid.coordinator.store.Store;
import io.verdigrid.protocol.Digest;
import io.verdigrid.protocol.TimeSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs builds: the shell round the scheduler, with one thread that reads the clock, feeds events in, persists and then
 * performs the decisions.
 *
 * <p>Thread-safe. Stages complete on the engine's thread, which must not be blocked; they fail with a LedgerFailure when the
 * data can't be written, and with a RejectedExecutionException when the engine stops. The store stays the caller's.
 */
public final class Engine implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);

    /** Ticks further apart than this mean that this process stood still, not that its workers were silent. */
    private static final long STOOD_STILL_MS = 5_000;

    private final CompletableFuture<Void> failure = new CompletableFuture<>();
    private final Mailbox mailbox = new Mailbox(this::fail);
    private final Promises promises = new Promises(mailbox);
    private final BuildWatchers watchers = new BuildWatchers();
    /** Changed by the mailbox thread only; ids sort by time. */
    private final ConcurrentSkipListMap<String, LiveBuild> builds = new ConcurrentSkipListMap<>();

    private final Workers workers = new Workers();
    private final EngineClock clock;
    private final EngineProbe probe;
    private final GridWatchers gridWatchers;
    private final Scheduler scheduler;
    private final Commits commits;
    private final SchedulerLoop loop;
    private final ReportIntake intake;
    private final BuildIds ids;
    private final Ticker ticker;
    private final Trunks trunks;
    private long lastTickMs;

    /**
     * Goes on with the store's open builds.
     *
     * @param background for what reads the disk
     */
    public Engine(EngineConfig config, Store store, Executor background, EngineProbe probe, TimeSource time) {
        this.probe = probe;
        clock = new EngineClock(time);
        lastTickMs = clock.nowMs();
        trunks = new Trunks(store, clock);
        scheduler = new Scheduler(config.scheduler(), store.ledger().epoch());
        commits = new Commits(store.ledger(), mailbox, clock, probe, this::fail);
        gridWatchers = new GridWatchers(scheduler, builds, workers, clock);
        SchedulerLoop.Outside outside =
                new SchedulerLoop.Outside(probe, config.heartbeat().toMillis(), gridWatchers::buildEnded);
        loop = new SchedulerLoop(scheduler, clock, commits, builds, workers, watchers, outside);
        Estimates estimates = new Estimates(store.history(), background, mailbox, this::fail);
        intake = new ReportIntake(commits, loop, builds, workers, watchers, estimates, clock);
        List<BuildRecord> newest = store.builds().builds("", "", 1);
        ids = new BuildIds(newest.isEmpty() ? "" : newest.get(0).buildId());
        List<OpenBuild> open = store.builds().openBuilds();
        for (OpenBuild build : open) {
            BuildRecord record = build.build();
            builds.put(record.buildId(), new LiveBuild(record.buildId(), record.spec(), record.submittedAtMs()));
        }
        Recovery recovery = new Recovery(
                loop, estimates, clock.nowMs() + config.holdAfterRestart().toMillis());
        mailbox.execute(() -> open.forEach(build -> restore(build, recovery)));
        ticker = new Ticker(time, config.tick(), () -> post(this::tick));
    }

    private void restore(OpenBuild build, Recovery recovery) {
        String id = build.build().buildId();
        LiveBuild live = builds.get(id);
        if (live != null) {
            recovery.restore(build, live);
            LOG.info("build {} goes on: {} units planned", id, build.units().size());
        }
    }

    /** Begins a build; completes with its id, which for a known request id is that of the build made before. */
    public CompletionStage<String> submit(String requestId, BuildSpec spec) {
        return promises.make(promise -> {
            long nowMs = clock.nowMs();
            String id = ids.next(nowMs);
            commits.commit(new Command.SubmitBuild(id, requestId, spec, nowMs), applied -> {
                if (applied.answers().get(0) == Applied.Answer.ACCEPTED) {
                    LiveBuild build = new LiveBuild(id, spec, nowMs);
                    builds.put(id, build);
                    loop.feed(new SchedulerEvent.BuildAdded(
                            id, build.moduleNames(), spec.settings(), spec.requirements(), nowMs, 0));
                }
                promise.complete(applied.buildId());
            });
        });
    }

    /** Ends a build that is open as CANCELLED; completes when that is durable. */
    public CompletionStage<Void> cancel(String buildId, String reason) {
        return promises.make(promise -> {
            if (builds.containsKey(buildId)) {
                loop.feed(new SchedulerEvent.CancelRequested(buildId, reason));
            }
            commits.whenAllDurable(() -> promise.complete(null));
        });
    }

    /** The workers that are connected, or were lost less than ten minutes ago. */
    public CompletionStage<List<WorkerView>> workers() {
        return promises.make(promise -> promise.complete(workers.views(scheduler.workers())));
    }

    /** Lets a worker that was put aside have work again; completes with whether there is such a worker. */
    public CompletionStage<Boolean> takeBack(String workerId) {
        return promises.make(promise -> {
            boolean known = scheduler.workers().stream()
                    .anyMatch(status -> status.workerId().equals(workerId));
            if (known) {
                LOG.info("worker {} is taken back", workerId);
                loop.feed(new SchedulerEvent.WorkerTakenBack(workerId));
            }
            promise.complete(known);
        });
    }

    /** The engine's clock, milliseconds since 1970. */
    public long nowMs() {
        return clock.nowMs();
    }

    /** Sets a test aside, or takes it back; completes with what became of that when it is durable. */
    public CompletionStage<Applied.Answer> quarantine(QuarantineCommand what) {
        return promises.make(promise -> commits.commit(
                new Command.OfQuarantine(what),
                applied -> promise.complete(applied.answers().get(0))));
    }

    /** The bundles that open builds need. */
    public Set<Digest> bundlesInUse() {
        return builds.values().stream()
                .flatMap(build -> build.spec().modules().stream())
                .map(ModuleSpec::bundle)
                .collect(Collectors.toSet());
    }

    /** When the oldest open build was submitted, milliseconds since 1970; now, if none is open. */
    public long oldestSubmissionMs() {
        return builds.values().stream()
                .mapToLong(LiveBuild::submittedAtMs)
                .min()
                .orElseGet(clock::nowMs);
    }

    /** The branches' gates. */
    public Trunks trunks() {
        return trunks;
    }

    /** Tells the listener what goes on in a build, from now until the answer is run. */
    public Runnable watch(String buildId, BuildListener listener) {
        Runnable stop = watchers.add(buildId, listener);
        post(() -> scheduler.progress(buildId, clock.nowMs()).ifPresent(listener::progress));
        return stop;
    }

    /** Shows the watcher what goes on in the grid, at each tick, from now until the answer is run. */
    public Runnable watchGrid(Consumer<GridView> watcher) {
        return gridWatchers.add(watcher);
    }

    /**
     * Attempts of a build that somebody watches, behind this position, at most so many; empty: only the store knows. Of a build
     * that has ended some may be missing here.
     */
    public Optional<List<RecordedAttempt>> recentAttempts(String buildId, long position, int limit) {
        RecentAttempts recent = watchers.recent(buildId);
        return recent == null ? Optional.empty() : recent.after(position, limit);
    }

    /** A worker says hello; a connection that it had before is told that it was replaced. */
    public WorkerSession join(WorkerHello hello, WorkerLink link) {
        Session session = new Session(hello.workerId());
        post(() -> {
            workers.connecting(hello, session, clock.nowMs());
            hello.held().forEach(claim -> {
                LiveBuild build = builds.get(claim.buildId());
                if (build != null) {
                    build.claimed(hello.workerId(), claim, commits.epoch());
                }
            });
            // What it reported on an earlier connection comes first, so that no lease seems lost that had just ended.
            workers.steps(hello.workerId()).add(0, () -> {
                if (workers.linked(hello.workerId(), session, link)) {
                    loop.feed(new SchedulerEvent.WorkerJoined(
                            hello.workerId(), hello.slots(), hello.labels(), hello.draining(), hello.held()));
                }
            });
        });
        return session;
    }

    private final class Session implements WorkerSession {
        private final String workerId;

        Session(String workerId) {
            this.workerId = workerId;
        }

        @Override
        public void reports(List<WorkerReport> reports, Runnable taken) {
            post(() -> {
                loop.feed(new SchedulerEvent.WorkerHeard(workerId));
                intake.take(workerId, reports, taken);
            });
        }

        @Override
        public void heartbeat(double load, List<String> running) {
            post(() -> {
                workers.heard(workerId, load, running);
                loop.feed(new SchedulerEvent.WorkerHeard(workerId));
            });
        }

        @Override
        public void output(LiveOutput output) {
            watchers.each(output.buildId(), listener -> listener.output(output));
        }

        @Override
        public void draining() {
            post(() -> loop.feed(new SchedulerEvent.WorkerDraining(workerId)));
        }

        @Override
        public void disconnected() {
            post(() -> workers.steps(workerId).add(0, () -> {
                if (workers.isCurrent(workerId, this)) {
                    workers.disconnected(workerId);
                    loop.feed(new SchedulerEvent.WorkerDisconnected(workerId));
                }
            }));
        }
    }

    private void tick() {
        long nowMs = clock.nowMs();
        if (nowMs - lastTickMs > STOOD_STILL_MS) {
            LOG.warn("this process stood still for {} ms; no worker is taken for lost for that", nowMs - lastTickMs);
            workers.connected().forEach(id -> loop.feed(new SchedulerEvent.WorkerHeard(id)));
        }
        lastTickMs = nowMs;
        loop.feed(new SchedulerEvent.Tick());
        probe.load(scheduler.load());
        for (String id : watchers.watched()) {
            scheduler.progress(id, nowMs).ifPresent(now -> watchers.each(id, listener -> listener.progress(now)));
        }
        gridWatchers.look();
    }

    /** Fails, with the reason, when the engine can't go on; never completes otherwise. */
    public CompletionStage<Void> failure() {
        return failure.minimalCompletionStage();
    }

    private void fail(Throwable cause) {
        if (failure.completeExceptionally(cause)) {
            LOG.error("the coordinator can't go on: {}", cause.getMessage(), cause);
        }
        promises.end(cause);
    }

    /** What comes when the engine stops is of no use any more. */
    private void post(Runnable task) {
        try {
            mailbox.execute(task);
        } catch (RejectedExecutionException stopping) {
            LOG.debug("dropped, since the coordinator stops");
        }
    }

    /** Does what was asked for until now, then stops; open builds go on with the next start. */
    @Override
    public void close() {
        ticker.close();
        mailbox.close();
        promises.end(new RejectedExecutionException("the coordinator stops"));
    }
}
