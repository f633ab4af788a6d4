package io.verdigrid.coordinator;

import io.grpc.Channel;
import io.verdigrid.coordinator.engine.Certificates;
import io.verdigrid.coordinator.engine.Engine;
import io.verdigrid.coordinator.engine.EngineConfig;
import io.verdigrid.coordinator.metrics.CallTimes;
import io.verdigrid.coordinator.metrics.GridMetrics;
import io.verdigrid.coordinator.metrics.MetricsServer;
import io.verdigrid.coordinator.retention.Retention;
import io.verdigrid.coordinator.rpc.GridServices;
import io.verdigrid.coordinator.rpc.RpcThreads;
import io.verdigrid.coordinator.store.files.BlobLimits;
import io.verdigrid.coordinator.store.files.BlobsInUse;
import io.verdigrid.coordinator.store.files.FileBlobs;
import io.verdigrid.coordinator.store.rocksdb.RocksStore;
import io.verdigrid.coordinator.telling.Teller;
import io.verdigrid.protocol.TimeSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running coordinator: its data, its engine, its services and its metrics.
 *
 * <p>Thread-safe. {@link #start} throws IllegalArgumentException for a configuration that is wrong, a
 * {@link io.verdigrid.coordinator.ledger.LedgerFailure} for data that can't be opened, a {@link java.net.BindException} for a
 * port that is taken; the message of each is a sentence for people.
 */
public final class CoordinatorServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CoordinatorServer.class);

    /** Blobs used so shortly ago may belong to a build that is about to be submitted. */
    private static final long UPLOAD_GRACE_MS = 10 * 60_000;

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private int port = -1;
    private int metricsPort = -1;
    private Channel channel;

    /** Whether a coordinator has kept data in this folder. */
    public static boolean hasData(Path folder) {
        return RocksStore.hasData(folder);
    }

    /** Starts a coordinator; what was begun is closed again if it can't start. */
    public static CoordinatorServer start(CoordinatorConfig config, TimeSource time) throws IOException {
        Security security = Security.check(config);
        return new CoordinatorServer(config, security, time);
    }

    private CoordinatorServer(CoordinatorConfig config, Security security, TimeSource time) throws IOException {
        try {
            channel = begin(config, security, time);
        } catch (IOException | RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    private <T extends AutoCloseable> T keep(T part) {
        parts.push(part);
        return part;
    }

    private Channel begin(CoordinatorConfig config, Security security, TimeSource time) throws IOException {
        CoordinatorLimits limits = config.limits();
        RocksStore store = keep(RocksStore.open(config.dataDir(), time));
        GridMetrics metrics = keep(new GridMetrics());
        RocksMeters.add(metrics, store);
        RpcThreads threads = keep(new RpcThreads());
        EngineConfig engineConfig = new EngineConfig(
                limits.holdAfterRestart(),
                EngineConfig.DEFAULT.heartbeat(),
                EngineConfig.DEFAULT.tick(),
                EngineConfig.DEFAULT.scheduler().with(limits.licences()));
        Engine engine = keep(new Engine(engineConfig, store, threads.reads(), metrics, time));
        engine.trunks().gate(config.trunks().gated());
        FileBlobs blobs = FileBlobs.open(
                config.dataDir(), new BlobLimits(limits.maxBlobBytes(), limits.blobStoreBytes()), inUse(engine), time);
        keep(Teller.start(config.telling(), store, blobs, time));
        RetentionMeters.add(
                metrics,
                blobs,
                keep(new Retention(limits.keptFor(), store, blobs, time)).start());
        GridServices.Ground ground = new GridServices.Ground(
                engine,
                store,
                new Certificates(store, config.dataDir().resolve("green-key.pem")),
                blobs,
                threads,
                limits.maxBundleBytes(),
                limits.maxOutputLimit());
        GridServices services = keep(new GridServices(ground, new CallTimes(metrics, time)));
        if (config.metricsListen().isPresent()) {
            listenForMetrics(config.metricsListen().get(), security, metrics);
        }
        if (config.listen().isPresent()) {
            keep(store.keepTestsReady());
            ListenAddress address = config.listen().get();
            port = Binding.at(address, socket -> services.listen(socket, security.credentials(), security.tokens()));
            LOG.info("listening on {}", new ListenAddress(address.host(), port));
        }
        engine.failure().whenComplete((nothing, failure) -> failed(failure));
        return services.inProcessChannel();
    }

    private void listenForMetrics(ListenAddress address, Security security, GridMetrics metrics) throws IOException {
        Security.Web web = security.web(address);
        MetricsServer server = Binding.at(
                address, socket -> new MetricsServer(socket, web.tls(), metrics, () -> !ended.isDone(), web.admits()));
        metricsPort = keep(server).port();
    }

    private static BlobsInUse inUse(Engine engine) {
        return () -> new BlobsInUse.Use(engine.bundlesInUse(), engine.oldestSubmissionMs() - UPLOAD_GRACE_MS);
    }

    /** The engine's own threads must not wait for their end. */
    private void failed(Throwable failure) {
        Thread closer = new Thread(
                () -> {
                    closeParts();
                    ended.completeExceptionally(failure);
                },
                "verdigrid-closer");
        closer.start();
    }

    /** The gRPC port; throws IllegalStateException where it listens nowhere. */
    public int port() {
        return listening(port, "for gRPC");
    }

    /** The port of {@code /metrics}; throws IllegalStateException where it listens nowhere. */
    public int metricsPort() {
        return listening(metricsPort, "for metrics");
    }

    private static int listening(int port, String what) {
        if (port < 0) {
            throw new IllegalStateException("this coordinator does not listen " + what);
        }
        return port;
    }

    /** Calls this coordinator inside the process, with every right; closed with it. */
    public Channel inProcessChannel() {
        return channel;
    }

    /** Completes when it was closed; fails, after closing, with the reason when it could not go on. */
    public CompletionStage<Void> ended() {
        return ended.minimalCompletionStage();
    }

    /** Ends calls with UNAVAILABLE, does what was begun, and lets go of the data; takes some seconds at most. */
    @Override
    public void close() {
        closeParts();
        ended.complete(null);
    }

    private synchronized void closeParts() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                LOG.warn("while closing: {}", e.getMessage(), e);
            }
        }
    }
}
