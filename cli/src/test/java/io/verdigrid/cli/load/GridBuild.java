package io.verdigrid.cli.load;

import io.grpc.Channel;
import io.grpc.stub.StreamObserver;
import io.verdigrid.protocol.BlobClient;
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
import io.verdigrid.protocol.common.v1.Verdict;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** A build as CI sees it: submitted with a bundle, watched to its end, and asked for its verdicts. Thread-safe. */
final class GridBuild {
    private final Channel channel;
    private final String id;
    private final LongAdder results = new LongAdder();
    private final CompletableFuture<Build> ended = new CompletableFuture<>();

    private GridBuild(Channel channel, String id) {
        this.channel = channel;
        this.id = id;
    }

    /** Uploads a bundle, submits a build of it, and watches that. */
    static GridBuild submit(Channel channel, String suite) throws IOException {
        byte[] jar = ("the jar of " + suite).getBytes(StandardCharsets.UTF_8);
        ClasspathEntry entry = new ClasspathEntry.Jar("tests.jar", Digest.of(jar), jar.length);
        byte[] manifest =
                BundleManifestText.write(new BundleManifest(List.of(entry), List.of(), List.of(), new TreeMap<>(), ""));
        new BlobClient(channel).upload(List.of(source(jar), source(manifest)));
        SubmitBuildRequest request = SubmitBuildRequest.newBuilder()
                .setRequestId(UUID.randomUUID().toString())
                .setSpec(BuildSpec.newBuilder()
                        .setSuite(suite)
                        .setSettings(BuildSettings.newBuilder().setRetests(1))
                        .addModules(ModuleSpec.newBuilder()
                                .setBundleDigest(Digest.of(manifest).hex())
                                .setSelection(Selection.newBuilder().addScanEntries(0))))
                .build();
        String id = BuildServiceGrpc.newBlockingStub(channel)
                .submitBuild(request)
                .getBuild()
                .getId();
        GridBuild build = new GridBuild(channel, id);
        BuildServiceGrpc.newStub(channel)
                .watchBuild(WatchBuildRequest.newBuilder().setBuildId(id).build(), build.new Events());
        return build;
    }

    private static BlobClient.Source source(byte[] bytes) {
        return new BlobClient.Source(Digest.of(bytes), bytes.length, () -> new ByteArrayInputStream(bytes));
    }

    private final class Events implements StreamObserver<BuildEvent> {
        @Override
        public void onNext(BuildEvent event) {
            results.add(event.getResults().getResultsCount());
            if (event.hasEnded()) {
                ended.complete(event.getEnded());
            }
        }

        @Override
        public void onError(Throwable failure) {
            ended.completeExceptionally(failure);
        }

        @Override
        public void onCompleted() {
            ended.completeExceptionally(new IllegalStateException("the watch ended before the build"));
        }
    }

    /** Its end, as the watch tells it. */
    Build awaitEnd(long seconds) throws Exception {
        return ended.get(seconds, TimeUnit.SECONDS);
    }

    /** Results that the watch brought. */
    long watched() {
        return results.sum();
    }

    /** Throws if the API does not say of each test, exactly once, that it passed. */
    void verify(LoadUnits units) {
        Set<String> said = new HashSet<>();
        BuildServiceGrpc.newBlockingStub(channel)
                .listVerdicts(ListVerdictsRequest.newBuilder().setBuildId(id).build())
                .forEachRemaining(part -> {
                    for (TestVerdict verdict : part.getVerdictsList()) {
                        check(verdict, said.add(verdict.getTest().getUniqueId()));
                    }
                });
        for (LoadUnits.Unit unit : units.all()) {
            for (LoadUnits.Test test : unit.tests()) {
                if (!said.remove(test.info().getUniqueId())) {
                    throw new IllegalStateException(
                            "no verdict of " + test.info().getUniqueId());
                }
            }
        }
        if (!said.isEmpty()) {
            throw new IllegalStateException("verdicts of tests that were not planned: " + said);
        }
    }

    private static void check(TestVerdict verdict, boolean first) {
        String test = verdict.getTest().getUniqueId();
        if (!first) {
            throw new IllegalStateException("two verdicts of " + test);
        }
        if (verdict.getVerdict() != Verdict.VERDICT_PASSED || verdict.getAttemptsCount() != 1) {
            throw new IllegalStateException(test + " passed once, but the grid says " + verdict);
        }
    }
}
