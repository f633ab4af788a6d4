package io.verdigrid.cli.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.StatusRuntimeException;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.verdigrid.cli.fakes.FakeBlobs;
import io.verdigrid.protocol.BlobClient;
import io.verdigrid.protocol.Digest;
import io.verdigrid.protocol.TimeSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleUploadTest {
    @TempDir
    Path temp;

    private final FakeBlobs blobs = new FakeBlobs();
    private final String name = InProcessServerBuilder.generateName();
    private Server server;
    private ManagedChannel channel;

    @BeforeEach
    void serve() throws IOException {
        server = InProcessServerBuilder.forName(name)
                .directExecutor()
                .addService(blobs)
                .build()
                .start();
        channel = InProcessChannelBuilder.forName(name).build();
        Files.writeString(temp.resolve("a.txt"), "a".repeat(700_000));
        Files.writeString(temp.resolve("b.txt"), "b");
    }

    @AfterEach
    void end() {
        channel.shutdownNow();
        server.shutdownNow();
    }

    @Test
    void onlyWhatIsMissingTravelsAndTheManifestLast() throws Exception {
        Bundle bundle = bundle();
        blobs.put("b".getBytes(StandardCharsets.UTF_8));
        List<Long> progress = new ArrayList<>();

        BundleUpload.Sent sent =
                BundleUpload.upload(bundle, new BlobClient(channel), (bytes, of) -> progress.add(bytes));

        long size = 700_000L + bundle.manifestText().length;
        assertThat(sent).isEqualTo(new BundleUpload.Sent(2, size));
        assertThat(blobs.received)
                .containsExactly(
                        Digest.of("a".repeat(700_000)).hex(), bundle.digest().hex());
        assertThat(Digest.of(blobs.kept.getOrDefault(bundle.digest().hex(), new byte[0])))
                .isEqualTo(bundle.digest());
        assertThat(progress).isSorted().hasSizeGreaterThan(3).endsWith(size);
    }

    @Test
    void aSecondUploadSendsNothing() throws Exception {
        BundleUpload.upload(bundle(), new BlobClient(channel), (bytes, of) -> {});
        blobs.received.clear();

        BundleUpload.Sent sent = BundleUpload.upload(bundle(), new BlobClient(channel), (bytes, of) -> {});

        assertThat(sent).isEqualTo(new BundleUpload.Sent(0, 0));
        assertThat(blobs.received).isEmpty();
    }

    @Test
    void aRefusalIsPassedOn() throws Exception {
        blobs.full = true;
        Bundle bundle = bundle();

        assertThatThrownBy(() -> BundleUpload.upload(bundle, new BlobClient(channel), (bytes, of) -> {}))
                .isInstanceOf(StatusRuntimeException.class)
                .hasMessageContaining("disk is full");
    }

    private Bundle bundle() throws BundleProblem, InterruptedException {
        DigestCache cache = DigestCache.open(temp.resolveSibling("digests-" + temp.getFileName()), TimeSource.system());
        return new BundleBuilder(cache, BundleBuilder.DEFAULT_LIMIT)
                .build(new BundleSource(List.of(), Optional.of(Workdir.of(temp)), List.of(), Map.of(), ""));
    }
}
