package io.verdigrid.worker;

import io.grpc.Channel;
import io.verdigrid.protocol.BlobClient;
import io.verdigrid.protocol.TimeSource;
import io.verdigrid.worker.cache.BlobCache;
import io.verdigrid.worker.cache.BundleStore;
import io.verdigrid.worker.launcher.LauncherChoice;
import io.verdigrid.worker.model.WorkerProblem;
import io.verdigrid.worker.process.ClassDataArchives;
import io.verdigrid.worker.process.RunnerJar;
import io.verdigrid.worker.process.Training;
import io.verdigrid.worker.slot.RunnerStarter;
import io.verdigrid.worker.slot.Slots;
import io.verdigrid.worker.sync.CoordinatorBlobs;
import io.verdigrid.worker.sync.Edge;
import io.verdigrid.worker.sync.Identity;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A worker: connects to a coordinator, runs what it is granted, reports what came of it.
 *
 * <p>Thread-safe. Whoever starts one closes it, also when the process is told to end: {@link #close} leaves no runner behind.
 */
public final class WorkerDaemon implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(WorkerDaemon.class);
    private static final int DOWNLOADS = 4;
    private static final Duration DRAIN_POLL = Duration.ofMillis(50);
    private static final Duration DRAIN_BOUND = Duration.ofSeconds(60);
    private static final Duration SETTLE_BOUND = Duration.ofSeconds(10);

    private final DataDir data;
    private final TimeSource time;
    private final ExecutorService downloads;
    private final ClassDataArchives archives;
    private final Edge edge;
    private final Slots slots;
    private final AtomicBoolean draining = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    private WorkerDaemon(WorkerConfig config, Channel channel, TimeSource time, DataDir data) throws IOException {
        this.data = data;
        this.time = time;
        Path root = data.root();
        Identity identity = new Identity(
                data.workerId(),
                UUID.randomUUID().toString(),
                config.host(),
                config.slots(),
                config.labels(),
                config.version());
        downloads = Executors.newFixedThreadPool(DOWNLOADS, task -> {
            Thread thread = new Thread(task, "download");
            thread.setDaemon(true);
            return thread;
        });
        BlobCache cache = new BlobCache(
                root.resolve("cache"),
                config.cacheLimitBytes(),
                new CoordinatorBlobs(new BlobClient(channel), time),
                downloads);
        BundleStore bundles = new BundleStore(root.resolve("bundles"), cache);
        archives = new ClassDataArchives(root.resolve("cds"), new Training());
        LauncherChoice launchers = new LauncherChoice(
                root.resolve("launchers"),
                Path.of(System.getProperty("user.home", ".")).resolve(".m2").resolve("repository"));
        RunnerStarter starter = new RunnerStarter(
                root.resolve("slots"),
                bundles,
                launchers,
                archives,
                RunnerJar.in(root.resolve("runner")),
                config.javaHome(),
                time);
        edge = new Edge(identity, channel, root, time);
        slots = new Slots(config.slots(), config.startsAhead(), starter, bundles, edge, time);
        edge.start(slots, ended::completeExceptionally);
    }

    /**
     * Starts a worker, which connects in the background. Throws a WorkerProblem where its data folder can't be used.
     *
     * @param channel to the coordinator; stays the caller's
     */
    public static WorkerDaemon start(WorkerConfig config, Channel channel, TimeSource time) {
        DataDir data = DataDir.open(config.dataDir());
        try {
            return new WorkerDaemon(config, channel, time, data);
        } catch (IOException e) {
            closeQuietly(data);
            throw new WorkerProblem("the worker's data folder " + config.dataDir() + " cannot be used: " + e, e);
        }
    }

    /** The id under which the coordinator knows it. */
    public String id() {
        return data.workerId();
    }

    /**
     * Takes no more leases, finishes the running ones (for a minute at most, then hands them back) and ends. Returns at once;
     * see {@link #awaitEnd}.
     */
    public void drain() {
        if (draining.compareAndSet(false, true)) {
            Thread thread = new Thread(this::finish, "drain");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void finish() {
        try {
            slots.drain();
            edge.drain();
            if (!awaitIdle(DRAIN_BOUND)) {
                slots.handBackAll();
                awaitIdle(SETTLE_BOUND);
            }
            edge.settle(SETTLE_BOUND);
            close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean awaitIdle(Duration bound) throws InterruptedException {
        long began = time.nanos();
        while (!slots.isIdle()) {
            if (time.nanos() - began >= bound.toNanos()) {
                return false;
            }
            time.sleep(DRAIN_POLL);
        }
        return true;
    }

    /** Waits until it has drained or was closed. Throws a WorkerProblem where the coordinator will not have it. */
    public void awaitEnd() throws InterruptedException {
        try {
            ended.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof WorkerProblem problem
                    ? problem
                    : new WorkerProblem("the worker failed: " + e.getCause(), e);
        }
    }

    /** Ends at once: kills the runners, keeps what was reported for the next start. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        slots.close();
        try {
            edge.close();
        } catch (IOException e) {
            log.warn("The spool could not be closed", e);
        }
        archives.close();
        downloads.shutdownNow();
        closeQuietly(data);
        ended.complete(null);
    }

    private static void closeQuietly(DataDir data) {
        try {
            data.close();
        } catch (IOException e) {
            log.warn("The data folder could not be released", e);
        }
    }
}
