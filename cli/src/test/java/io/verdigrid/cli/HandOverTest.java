package io.verdigrid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.verdigrid.cli.console.Exit;
import io.verdigrid.deployer.DeployerDaemon;
import io.verdigrid.deployer.config.DeployConfig;
import io.verdigrid.protocol.Digest;
import io.verdigrid.protocol.TimeSource;
import io.verdigrid.protocol.announcement.v1.AnnounceRequest;
import io.verdigrid.protocol.announcement.v1.AnnounceResponse;
import io.verdigrid.protocol.announcement.v1.AnnouncementKind;
import io.verdigrid.protocol.announcement.v1.AnnouncementServiceGrpc;
import io.verdigrid.protocol.certificate.Envelope;
import io.verdigrid.protocol.certificate.GreenStatement;
import io.verdigrid.protocol.certificate.SigningKey;
import io.verdigrid.protocol.certificate.v1.AcknowledgeCertificateRequest;
import io.verdigrid.protocol.certificate.v1.AcknowledgeCertificateResponse;
import io.verdigrid.protocol.certificate.v1.Certificate;
import io.verdigrid.protocol.certificate.v1.CertificateServiceGrpc;
import io.verdigrid.protocol.certificate.v1.ListCertificatesRequest;
import io.verdigrid.protocol.certificate.v1.ListCertificatesResponse;
import io.verdigrid.protocol.trunk.v1.BlockTrunkRequest;
import io.verdigrid.protocol.trunk.v1.BlockTrunkResponse;
import io.verdigrid.protocol.trunk.v1.TrunkServiceGrpc;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a coordinator's outbox to the hosts, and back to its trunk: a deployer against a coordinator's two services. */
class HandOverTest {
    @TempDir
    Path folder;

    private final BlockingQueue<String> acknowledged = new LinkedBlockingQueue<>();
    private final BlockingQueue<BlockTrunkRequest> blocked = new LinkedBlockingQueue<>();
    private final BlockingQueue<AnnounceRequest> announced = new LinkedBlockingQueue<>();
    private final List<Certificate> outbox = new java.util.concurrent.CopyOnWriteArrayList<>();
    private Path host;
    private SigningKey key;
    private Server coordinator;
    private DeployerDaemon daemon;
    private CommandFixture fixture;

    @BeforeEach
    void start() throws IOException {
        key = SigningKey.readOrMake(folder.resolve("key"));
        coordinator = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .addService(new Outbox())
                .addService(new Trunks())
                .addService(new Announcements())
                .build()
                .start();
        host = Files.createDirectories(folder.resolve("host"));
        String yaml = """
                listen: 127.0.0.1:0
                look-every: 50ms
                baseline: 0s
                steps: [{hosts: 100%%, watch: 100ms}]
                reload: [sh, -c, 'test ! -e current/bad.jar || { echo bad; echo jar; exit 1; }']
                folders: {web-1: %s}
                trusted-keys: [key.pub]
                artifacts: artifacts/{revision}.jar
                coordinator: {address: '127.0.0.1:%d', block-branch: main}
                """.formatted(host, coordinator.getPort());
        Files.createDirectories(folder.resolve("artifacts"));
        daemon = DeployerDaemon.start(
                DeployConfig.read(folder.resolve("deploy.yaml"), yaml), folder.resolve("data"), TimeSource.system());
        fixture = new CommandFixture(folder);
        fixture.environment.put("VERDIGRID_DEPLOYER", "127.0.0.1:" + daemon.port());
    }

    @AfterEach
    void stop() {
        fixture.close();
        daemon.close();
        coordinator.shutdownNow();
    }

    private void green(String build, String revision, SigningKey by) throws IOException {
        Path artifact = Files.writeString(folder.resolve("artifacts").resolve(revision + ".jar"), revision);
        GreenStatement statement = new GreenStatement(
                Digest.of(artifact),
                new GreenStatement.Origin(build, "shop", revision, "main", 1, List.of("ada@example.com")),
                new TreeMap<>(),
                Digest.of("tests"),
                new TreeMap<>(),
                List.of(),
                0);
        outbox.add(Certificate.newBuilder()
                .setBuildId(build)
                .setPending(true)
                .setEnvelope(com.google.protobuf.ByteString.copyFrom(Envelope.sign(statement, by)))
                .build());
    }

    private String acknowledged() throws InterruptedException {
        return acknowledged.poll(60, TimeUnit.SECONDS);
    }

    @Test
    void greenBuildGoesOutByItselfAndOneThatHarmsBlocksTheTrunk() throws Exception {
        green("b1", "good", key);
        assertThat(acknowledged()).isEqualTo("b1");
        assertThat(fixture.run("push", "status", "--wait")).isEqualTo(Exit.OK);
        assertThat(host.resolve("current/good.jar")).hasContent("good");
        AnnounceRequest live = announced.poll(60, TimeUnit.SECONDS);
        assertThat(live).isNotNull();
        assertThat(live.getKind()).isEqualTo(AnnouncementKind.ANNOUNCEMENT_KIND_RELEASED);
        assertThat(live.getTitle()).startsWith("fleet: good-").endsWith(" is live on 1 host");
        assertThat(live.getText())
                .contains(
                        "Green build b1\nBefore it: nothing on 1 host\n",
                        "Changes, newest first:\n  good  ada@example.com");
        assertThat(live.getAuthorsList()).containsExactly("ada@example.com");

        green("b2", "bad", key);
        assertThat(acknowledged()).isEqualTo("b2");
        BlockTrunkRequest block = blocked.poll(60, TimeUnit.SECONDS);
        assertThat(block).isNotNull();
        assertThat(block.getBranch()).isEqualTo("main");
        assertThat(block.getRevision()).isEqualTo("bad");
        AnnounceRequest back = announced.poll(60, TimeUnit.SECONDS);
        assertThat(back).isNotNull();
        assertThat(back.getKind()).isEqualTo(AnnouncementKind.ANNOUNCEMENT_KIND_ROLLED_BACK);
        assertThat(back.getNumber()).isGreaterThan(live.getNumber());
        assertThat(back.getTitle()).startsWith("rollback of fleet: bad-").contains("could not be switched to on web-1");
        assertThat(back.getText()).contains("It did harm, and was rolled back by itself: ", "  bad  ada@example.com");
        assertThat(block.getReason()).as("one line").doesNotContain("\n");
        assertThat(block.getReason()).contains("push 2 of bad-", "was rolled back: could not be switched to on web-1");
        assertThat(host.resolve("current/good.jar")).hasContent("good");
    }

    @Test
    void whatNoTrustedKeySignedStaysWhereItIs() throws Exception {
        green("b1", "forged", SigningKey.generate());
        assertThat(acknowledged()).isEqualTo("b1");
        assertThat(fixture.run("push", "history")).isEqualTo(Exit.OK);
        assertThat(fixture.console.out()).contains("No push yet");
        assertThat(host.resolve("current")).doesNotExist();
    }

    private final class Outbox extends CertificateServiceGrpc.CertificateServiceImplBase {
        @Override
        public void listCertificates(ListCertificatesRequest request, StreamObserver<ListCertificatesResponse> out) {
            out.onNext(ListCertificatesResponse.newBuilder()
                    .addAllCertificates(outbox)
                    .build());
            out.onCompleted();
        }

        @Override
        public void acknowledgeCertificate(
                AcknowledgeCertificateRequest request, StreamObserver<AcknowledgeCertificateResponse> out) {
            outbox.removeIf(certificate -> certificate.getBuildId().equals(request.getBuildId()));
            acknowledged.add(request.getBuildId());
            out.onNext(AcknowledgeCertificateResponse.getDefaultInstance());
            out.onCompleted();
        }
    }

    private final class Announcements extends AnnouncementServiceGrpc.AnnouncementServiceImplBase {
        @Override
        public void announce(AnnounceRequest request, StreamObserver<AnnounceResponse> out) {
            announced.add(request);
            out.onNext(AnnounceResponse.getDefaultInstance());
            out.onCompleted();
        }
    }

    private final class Trunks extends TrunkServiceGrpc.TrunkServiceImplBase {
        @Override
        public void blockTrunk(BlockTrunkRequest request, StreamObserver<BlockTrunkResponse> out) {
            blocked.add(request);
            out.onNext(BlockTrunkResponse.getDefaultInstance());
            out.onCompleted();
        }
    }
}
