package io.verdigrid.coordinator.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Channel;
import io.verdigrid.coordinator.engine.Certificates;
import io.verdigrid.coordinator.engine.Engine;
import io.verdigrid.coordinator.engine.EngineConfig;
import io.verdigrid.coordinator.engine.EngineProbe;
import io.verdigrid.coordinator.engine.ManualTime;
import io.verdigrid.coordinator.metrics.CallTimes;
import io.verdigrid.coordinator.metrics.GridMetrics;
import io.verdigrid.coordinator.scheduler.SchedulerLoad;
import io.verdigrid.coordinator.store.MemoryStore;
import io.verdigrid.protocol.BundleManifest;
import io.verdigrid.protocol.BundleManifest.ClasspathEntry;
import io.verdigrid.protocol.BundleManifestText;
import io.verdigrid.protocol.Digest;
import io.verdigrid.protocol.build.v1.Build;
import io.verdigrid.protocol.build.v1.BuildEvent;
import io.verdigrid.protocol.build.v1.BuildServiceGrpc;
import io.verdigrid.protocol.build.v1.BuildSettings;
import io.verdigrid.protocol.build.v1.BuildSpec;
import io.verdigrid.protocol.build.v1.ListVerdictsRequest;
import io.verdigrid.protocol.build.v1.ModuleSpec;
import io.verdigrid.protocol.build.v1.SubmitBuildRequest;
import io.verdigrid.protocol.build.v1.TestVerdict;
import io.verdigrid.protocol.build.v1.WatchBuildRequest;
import io.verdigrid.protocol.common.v1.Selection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A coordinator in memory, with a clock that a test moves. */
final class GridUnderTest implements AutoCloseable {
    final ManualTime time = new ManualTime();
    final MemoryBlobs blobs;
    final GridMetrics metrics = new GridMetrics();
    final Engine engine;
    final Digest bundle;
    final GridServices services;
    final Channel channel;
    final Path keyFile = Files.createTempDirectory("verdigrid-key").resolve("key.pem");
    private final MemoryStore store;
    private final RpcThreads threads = new RpcThreads();
    private final Semaphore ticks = new Semaphore(0);

    GridUnderTest() throws IOException {
        this(new MemoryStore(), new MemoryBlobs());
    }

    private GridUnderTest(MemoryStore store, MemoryBlobs blobs) throws IOException {
        this.store = store;
        this.blobs = blobs;
        engine = new Engine(EngineConfig.DEFAULT, store, threads.reads(), new TickCounter(), time);
        bundle = blobs.put(manifest());
        services = new GridServices(
                new GridServices.Ground(
                        engine, store, new Certificates(store, keyFile), blobs, threads, 1 << 20, 1 << 20),
                new CallTimes(metrics, time));
        channel = services.inProcessChannel();
    }

    private byte[] manifest() {
        byte[] jar = "a jar".getBytes(StandardCharsets.UTF_8);
        ClasspathEntry entry = new ClasspathEntry.Jar("tests.jar", blobs.put(jar), jar.length);
        return BundleManifestText.write(new BundleManifest(List.of(entry), List.of(), List.of(), new TreeMap<>(), ""));
    }

    /** The coordinator was killed, and starts again on what was durable. */
    GridUnderTest killedAndStartedAgain() throws IOException {
        MemoryStore after = store.restarted();
        close();
        return new GridUnderTest(after, blobs);
    }

    MemoryStore store() {
        return store;
    }

    BuildServiceGrpc.BuildServiceBlockingStub builds() {
        return BuildServiceGrpc.newBlockingStub(channel).withDeadlineAfter(20, TimeUnit.SECONDS);
    }

    SubmitBuildRequest request(String requestId, int retests) {
        return SubmitBuildRequest.newBuilder()
                .setRequestId(requestId)
                .setSpec(BuildSpec.newBuilder()
                        .setSuite("demo")
                        .setSettings(BuildSettings.newBuilder().setRetests(retests))
                        .addModules(ModuleSpec.newBuilder()
                                .setBundleDigest(bundle.hex())
                                .setSelection(Selection.newBuilder().addScanEntries(0))))
                .build();
    }

    String submit(int retests) {
        return builds().submitBuild(request("request-" + retests, retests))
                .getBuild()
                .getId();
    }

    FakeWorker worker(String id) {
        return new FakeWorker(id).connect(channel);
    }

    /** All events of a build until its end. */
    List<BuildEvent> events(String buildId, long cursor) {
        Iterator<BuildEvent> events = builds().watchBuild(WatchBuildRequest.newBuilder()
                .setBuildId(buildId)
                .setCursor(cursor)
                .build());
        List<BuildEvent> all = new ArrayList<>();
        events.forEachRemaining(all::add);
        return all;
    }

    /** The build as it is told at its end, which this waits for. */
    Build ended(String buildId) {
        List<BuildEvent> events = events(buildId, 0);
        return events.get(events.size() - 1).getEnded();
    }

    List<TestVerdict> verdicts(String buildId) {
        List<TestVerdict> all = new ArrayList<>();
        builds().listVerdicts(
                        ListVerdictsRequest.newBuilder().setBuildId(buildId).build())
                .forEachRemaining(part -> all.addAll(part.getVerdictsList()));
        return all;
    }

    /** Time goes on in steps in which a live coordinator ticks, and each of these workers gives signs of life. */
    void pass(Duration duration, FakeWorker... alive) throws Exception {
        for (long ms = 0; ms < duration.toMillis(); ms += 1000) {
            for (FakeWorker worker : alive) {
                worker.heartbeat();
            }
            settle();
            time.awaitSleeper();
            ticks.drainPermits();
            time.advance(Duration.ofSeconds(1));
            assertThat(ticks.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    private final class TickCounter implements EngineProbe {
        @Override
        public void load(SchedulerLoad load) {
            ticks.release();
        }
    }

    /** Waits until the engine has done all that was asked of it before. */
    void settle() throws Exception {
        engine.workers().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        services.close();
        engine.close();
        threads.close();
        metrics.close();
    }
}
