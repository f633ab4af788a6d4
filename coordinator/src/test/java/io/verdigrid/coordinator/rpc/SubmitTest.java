package io.verdigrid.coordinator.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.grpc.Status;
import io.verdigrid.protocol.BundleManifest;
import io.verdigrid.protocol.BundleManifest.ClasspathEntry;
import io.verdigrid.protocol.BundleManifestText;
import io.verdigrid.protocol.Digest;
import io.verdigrid.protocol.build.v1.SubmitBuildRequest;
import io.verdigrid.protocol.build.v1.WatchBuildRequest;
import io.verdigrid.protocol.worker.v1.CoordinatorMessage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SubmitTest {
    private GridUnderTest grid;

    @BeforeEach
    void start() throws Exception {
        grid = new GridUnderTest();
    }

    @AfterEach
    void stop() {
        grid.close();
    }

    @Test
    void namesEveryWrongFieldAtOnce() {
        Status status = refusal(request -> {
            request.setRequestId("");
            request.getSpecBuilder().setSuite(" ").addRequirements("os=linux").addRequirements("=x");
            request.getSpecBuilder()
                    .getSettingsBuilder()
                    .setRetests(11)
                    .setOutputLimit(-1)
                    .setLaneValue(9);
            request.getSpecBuilder()
                    .getModulesBuilder(0)
                    .getSelectionBuilder()
                    .addIncludeClassname("(")
                    .addSelectMethod("NoHash")
                    .putConfig("verdigrid.order", "random")
                    .putConfig("verdigrid.history", "off");
        });
        assertThat(status.getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(status.getDescription())
                .contains("request_id: empty")
                .contains("spec.suite: empty")
                .contains("spec.requirements: '=x'")
                .doesNotContain("os=linux")
                .contains("spec.settings.retests: 11, allowed are 0 to 10")
                .contains("spec.settings.output_limit: -1")
                .contains("spec.settings.lane: 9 is none that is known")
                .contains("spec.modules[0].selection.include_classname: '('")
                .contains("spec.modules[0].selection.select_method: 'NoHash'")
                .contains("spec.modules[0].selection.config: 'verdigrid.order=random' is no parameter of Verdigrid");
    }

    @Test
    void refusesModulesOfTheSameNameAndSelectionsOfNothing() {
        Status status = refusal(request -> {
            request.getSpecBuilder()
                    .addModules(request.getSpec().getModules(0).toBuilder().clearSelection());
        });
        assertThat(status.getDescription())
                .contains("spec.modules[1].name: '' stands twice")
                .contains("spec.modules[1].selection: selects nothing");
    }

    @Test
    void namesABundleThatWasNotUploaded() {
        Digest unknown = Digest.of("unknown");
        Status status =
                refusal(request -> request.getSpecBuilder().getModulesBuilder(0).setBundleDigest(unknown.hex()));
        assertThat(status.getCode()).isEqualTo(Status.Code.FAILED_PRECONDITION);
        assertThat(status.getDescription()).contains(unknown.hex());
    }

    @Test
    void namesABlobOfTheBundleThatWasNotUploaded() {
        Digest missing = Digest.of("missing");
        Digest bundle = grid.blobs.put(manifest(missing, 7));
        Status status =
                refusal(request -> request.getSpecBuilder().getModulesBuilder(0).setBundleDigest(bundle.hex()));
        assertThat(status.getCode()).isEqualTo(Status.Code.FAILED_PRECONDITION);
        assertThat(status.getDescription()).contains(missing.hex());
    }

    @Test
    void refusesABundleOverTheLimitAndAPositionOutsideItsClasspath() {
        Digest bundle = grid.blobs.put(manifest(grid.blobs.put(new byte[] {1}), 2 << 20));
        Status status = refusal(request -> request.getSpecBuilder()
                .getModulesBuilder(0)
                .setBundleDigest(bundle.hex())
                .getSelectionBuilder()
                .addScanEntries(1));
        assertThat(status.getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(status.getDescription())
                .contains("the bundle has 2097152 bytes, allowed are 1048576")
                .contains("1 is no position in the bundle's classpath, which has 1 entries");
    }

    @Test
    void refusesABlobThatIsNoManifest() {
        Digest bundle = grid.blobs.put("hello".getBytes(StandardCharsets.UTF_8));
        Status status =
                refusal(request -> request.getSpecBuilder().getModulesBuilder(0).setBundleDigest(bundle.hex()));
        assertThat(status.getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(status.getDescription()).contains("not a bundle manifest");
    }

    @Test
    void saysThatABuildIsNotKnown() {
        Throwable failure = catchThrowable(() -> grid.builds()
                .watchBuild(WatchBuildRequest.newBuilder().setBuildId("nope").build())
                .next());
        assertThat(Status.fromThrowable(failure).getCode()).isEqualTo(Status.Code.NOT_FOUND);
        assertThat(Status.fromThrowable(failure).getDescription()).contains("nope");
    }

    @Test
    void refusesAWorkerOfAnotherProtocolVersion() throws Exception {
        FakeWorker worker = new FakeWorker("w1").speaking(99).connect(grid.channel);
        Status status = Status.fromThrowable(worker.end());
        assertThat(status.getCode()).isEqualTo(Status.Code.FAILED_PRECONDITION);
        assertThat(status.getDescription()).contains("99").contains("version 1");
    }

    @Test
    void endsTheFirstStreamOfAWorkerThatConnectsAgain() throws Exception {
        FakeWorker first = grid.worker("w1");
        first.next(CoordinatorMessage::hasWelcome);
        new FakeWorker("w1").connect(grid.channel);
        assertThat(Status.fromThrowable(first.end()).getCode()).isEqualTo(Status.Code.ABORTED);
    }

    @Test
    void failsCallsAndSaysWhyWhenTheDiskIsFull() throws Exception {
        grid.store().failWrites();
        Status status = Status.fromThrowable(catchThrowable(() -> grid.submit(0)));
        assertThat(status.getCode()).isEqualTo(Status.Code.UNAVAILABLE);
        assertThat(status.getDescription()).contains("No space left on device");
        assertThat(grid.engine.failure().toCompletableFuture()).isCompletedExceptionally();
    }

    private Status refusal(Consumer<SubmitBuildRequest.Builder> change) {
        SubmitBuildRequest.Builder request = grid.request("request", 0).toBuilder();
        change.accept(request);
        return Status.fromThrowable(catchThrowable(() -> grid.builds().submitBuild(request.build())));
    }

    private static byte[] manifest(Digest jar, long size) {
        ClasspathEntry entry = new ClasspathEntry.Jar("tests.jar", jar, size);
        return BundleManifestText.write(new BundleManifest(List.of(entry), List.of(), List.of(), new TreeMap<>(), ""));
    }
}
