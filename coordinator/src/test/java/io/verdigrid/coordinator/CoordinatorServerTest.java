package io.verdigrid.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.reflection.v1.ServiceResponse;
import io.grpc.stub.StreamObserver;
import io.verdigrid.coordinator.ledger.LedgerFailure;
import io.verdigrid.protocol.BlobClient;
import io.verdigrid.protocol.ClientChannels;
import io.verdigrid.protocol.Digest;
import io.verdigrid.protocol.TimeSource;
import io.verdigrid.protocol.build.v1.BuildServiceGrpc;
import io.verdigrid.protocol.build.v1.CancelBuildRequest;
import io.verdigrid.protocol.build.v1.ListBuildsRequest;
import java.io.ByteArrayInputStream;
import java.net.BindException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CoordinatorServerTest {
    private static final String CI = "ci-token-0123456789";
    private static final String VIEWER = "viewer-token-0123456789";

    @TempDir
    Path folder;

    @Test
    void servesOverTlsToWhoHasAToken() throws Exception {
        Certificate certificate = Certificate.make(folder);
        CoordinatorSecurity security = new CoordinatorSecurity(
                Optional.of(tokens()), Optional.of(certificate.certificate()), Optional.of(certificate.key()), false);
        try (CoordinatorServer server = start(config(security))) {
            String address = "localhost:" + server.port();
            assertThat(listBuilds(address, tls(certificate, Optional.of(VIEWER))))
                    .isEqualTo(Status.Code.OK);
            assertThat(listBuilds(address, tls(certificate, Optional.of("no-such-token"))))
                    .isEqualTo(Status.Code.UNAUTHENTICATED);
            assertThat(listBuilds(address, tls(certificate, Optional.empty()))).isEqualTo(Status.Code.UNAUTHENTICATED);
            assertThat(cancel(address, tls(certificate, Optional.of(VIEWER)))).isEqualTo(Status.Code.PERMISSION_DENIED);
            assertThat(cancel(address, tls(certificate, Optional.of(CI)))).isEqualTo(Status.Code.NOT_FOUND);
            assertThat(listBuilds(address, ClientChannels.Security.NONE)).isEqualTo(Status.Code.UNAVAILABLE);
        }
    }

    @Test
    void answersHealthAndReflectionWithoutAToken() throws Exception {
        CoordinatorSecurity security =
                new CoordinatorSecurity(Optional.of(tokens()), Optional.empty(), Optional.empty(), false);
        try (CoordinatorServer server = start(config(security))) {
            ManagedChannel channel = ClientChannels.open("localhost:" + server.port(), ClientChannels.Security.NONE);
            try {
                for (String service : List.of("", "verdigrid.build.v1.BuildService")) {
                    assertThat(HealthGrpc.newBlockingStub(channel)
                                    .check(HealthCheckRequest.newBuilder()
                                            .setService(service)
                                            .build())
                                    .getStatus())
                            .isEqualTo(ServingStatus.SERVING);
                }
                assertThat(services(channel))
                        .contains(
                                "verdigrid.build.v1.BuildService",
                                "verdigrid.worker.v1.WorkerService",
                                "verdigrid.blob.v1.BlobService",
                                "verdigrid.history.v1.HistoryService");
            } finally {
                channel.shutdownNow();
            }
        }
    }

    @Test
    void showsMetricsAndHealthOverHttp() throws Exception {
        try (CoordinatorServer server = start(config(CoordinatorSecurity.LOOPBACK_ONLY))) {
            BuildServiceGrpc.newBlockingStub(server.inProcessChannel())
                    .listBuilds(ListBuildsRequest.getDefaultInstance());
            String metrics = get(server, "/metrics").body();
            assertThat(metrics)
                    .contains("verdigrid_queue_depth")
                    .contains("verdigrid_slots_busy")
                    .contains("verdigrid_slots_wanted{labels=\"\",lane=\"hunt\"} 0")
                    .contains("verdigrid_workers{state=\"ready\"}")
                    .contains("verdigrid_units_running")
                    .contains("verdigrid_attempts_total{outcome=\"passed\"}")
                    .contains("verdigrid_builds_ended_total{status=\"green\"}")
                    .contains("verdigrid_rpc_seconds_count{method=\"verdigrid.build.v1.BuildService/ListBuilds\"")
                    .contains("verdigrid_ledger_commit_seconds")
                    .contains("verdigrid_ledger_batch_size")
                    .contains("verdigrid_rocksdb_sst_bytes")
                    .contains("jvm_memory_used_bytes");
            assertThat(get(server, "/healthz").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void showsMetricsToOthersOnlyOverTlsAndWithAToken() throws Exception {
        Certificate certificate = Certificate.make(folder);
        CoordinatorConfig config = new CoordinatorConfig(
                folder.resolve("data"),
                Optional.empty(),
                Optional.of(new ListenAddress("0.0.0.0", 0)),
                new CoordinatorSecurity(
                        Optional.of(tokens()),
                        Optional.of(certificate.certificate()),
                        Optional.of(certificate.key()),
                        false),
                CoordinatorLimits.DEFAULT);
        try (CoordinatorServer server = start(config)) {
            HttpClient client =
                    HttpClient.newBuilder().sslContext(certificate.trust()).build();
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(URI.create("https://localhost:" + server.metricsPort() + "/metrics"));
            assertThat(status(client, request)).isEqualTo(401);
            assertThat(status(client, request.copy().header("Authorization", "Bearer " + CI)))
                    .isEqualTo(401);
            assertThat(status(client, request.copy().header("Authorization", "Bearer " + VIEWER)))
                    .isEqualTo(200);
        }
    }

    @Test
    void movesBlobsAndRefusesWrongOnes() throws Exception {
        try (CoordinatorServer server = start(config(CoordinatorSecurity.LOOPBACK_ONLY))) {
            BlobClient blobs = new BlobClient(server.inProcessChannel());
            byte[] large = new byte[700_000];
            large[5] = 7;
            byte[] small = "small".getBytes(StandardCharsets.UTF_8);
            byte[] empty = {};
            blobs.upload(List.of(source(large), source(empty), source(small)));
            assertThat(blobs.missing(List.of(Digest.of(large), Digest.of("none"))))
                    .containsExactly(Digest.of("none"));
            assertThat(blobs.read(Digest.of(large))).isEqualTo(large);
            assertThat(blobs.read(Digest.of(empty))).isEmpty();
            BlobClient.Source wrong =
                    new BlobClient.Source(Digest.of("other"), 5, () -> new ByteArrayInputStream(small));
            assertThat(Status.fromThrowable(catchThrowable(() -> blobs.upload(List.of(wrong))))
                            .getCode())
                    .isEqualTo(Status.Code.INVALID_ARGUMENT);
            assertThat(Status.fromThrowable(catchThrowable(() -> blobs.read(Digest.of("none"))))
                            .getDescription())
                    .contains(Digest.of("none").hex());
        }
    }

    @Test
    void refusesAnAddressThatOthersReachWithoutTlsAndTokens() {
        CoordinatorConfig config = new CoordinatorConfig(
                folder,
                Optional.of(new ListenAddress("0.0.0.0", 0)),
                Optional.of(new ListenAddress("0.0.0.0", 0)),
                CoordinatorSecurity.LOOPBACK_ONLY,
                CoordinatorLimits.DEFAULT);
        assertThatThrownBy(() -> start(config))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("listen 0.0.0.0:0: other machines reach this address")
                .hasMessageContaining("a TLS certificate and key and a token file, or --insecure")
                .hasMessageContaining("metrics-listen 0.0.0.0:0");
    }

    @Test
    void listensAnywhereWhenToldThatThisIsInsecure() throws Exception {
        CoordinatorConfig config = new CoordinatorConfig(
                folder,
                Optional.of(new ListenAddress("0.0.0.0", 0)),
                Optional.empty(),
                new CoordinatorSecurity(Optional.empty(), Optional.empty(), Optional.empty(), true),
                CoordinatorLimits.DEFAULT);
        try (CoordinatorServer server = start(config)) {
            assertThat(listBuilds("localhost:" + server.port(), ClientChannels.Security.NONE))
                    .isEqualTo(Status.Code.OK);
        }
    }

    @Test
    void namesThePortThatIsTaken() throws Exception {
        try (CoordinatorServer first = start(config(CoordinatorSecurity.LOOPBACK_ONLY))) {
            ListenAddress taken = new ListenAddress("127.0.0.1", first.port());
            CoordinatorConfig second = new CoordinatorConfig(
                    folder.resolve("second"),
                    Optional.of(taken),
                    Optional.empty(),
                    CoordinatorSecurity.LOOPBACK_ONLY,
                    CoordinatorLimits.DEFAULT);
            assertThatThrownBy(() -> start(second))
                    .isInstanceOf(BindException.class)
                    .hasMessage("can't listen on " + taken + ": the port is taken by another process");
        }
    }

    @Test
    void refusesADataFolderThatIsInUse() throws Exception {
        try (CoordinatorServer first = start(config(CoordinatorSecurity.LOOPBACK_ONLY))) {
            assertThat(first.ended().toCompletableFuture()).isNotDone();
            assertThatThrownBy(() -> start(config(CoordinatorSecurity.LOOPBACK_ONLY)))
                    .isInstanceOf(LedgerFailure.class)
                    .hasMessageContaining(folder.toString());
        }
    }

    @Test
    void endsCompletelyWhenItIsClosed() throws Exception {
        CoordinatorServer server = start(config(CoordinatorSecurity.LOOPBACK_ONLY));
        server.close();
        server.close();
        assertThat(server.ended().toCompletableFuture().get(5, TimeUnit.SECONDS))
                .isNull();
        start(config(CoordinatorSecurity.LOOPBACK_ONLY)).close();
    }

    private CoordinatorConfig config(CoordinatorSecurity security) {
        return new CoordinatorConfig(
                folder.resolve("data"),
                Optional.of(ListenAddress.ANY_LOOPBACK),
                Optional.of(ListenAddress.ANY_LOOPBACK),
                security,
                CoordinatorLimits.DEFAULT);
    }

    private static CoordinatorServer start(CoordinatorConfig config) throws Exception {
        return CoordinatorServer.start(config, TimeSource.system());
    }

    private Path tokens() throws Exception {
        Path file = Files.writeString(folder.resolve("tokens"), "ci " + CI + "\nviewer " + VIEWER + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private static ClientChannels.Security tls(Certificate certificate, Optional<String> token) {
        return new ClientChannels.Security(true, Optional.of(certificate.certificate()), token);
    }

    private static BlobClient.Source source(byte[] content) {
        return new BlobClient.Source(Digest.of(content), content.length, () -> new ByteArrayInputStream(content));
    }

    private static Status.Code listBuilds(String address, ClientChannels.Security security) throws Exception {
        return call(address, security, stub -> stub.listBuilds(ListBuildsRequest.getDefaultInstance()));
    }

    private static Status.Code cancel(String address, ClientChannels.Security security) throws Exception {
        return call(
                address,
                security,
                stub -> stub.cancelBuild(
                        CancelBuildRequest.newBuilder().setBuildId("none").build()));
    }

    private static Status.Code call(
            String address,
            ClientChannels.Security security,
            java.util.function.Consumer<BuildServiceGrpc.BuildServiceBlockingStub> what)
            throws Exception {
        ManagedChannel channel = ClientChannels.open(address, security);
        try {
            Throwable failure = catchThrowable(() ->
                    what.accept(BuildServiceGrpc.newBlockingStub(channel).withDeadlineAfter(20, TimeUnit.SECONDS)));
            return failure == null
                    ? Status.Code.OK
                    : Status.fromThrowable(failure).getCode();
        } finally {
            channel.shutdownNow();
        }
    }

    private static List<String> services(ManagedChannel channel) throws Exception {
        CompletableFuture<ServerReflectionResponse> answer = new CompletableFuture<>();
        StreamObserver<ServerReflectionRequest> ask = ServerReflectionGrpc.newStub(channel)
                .serverReflectionInfo(new StreamObserver<>() {
                    @Override
                    public void onNext(ServerReflectionResponse response) {
                        answer.complete(response);
                    }

                    @Override
                    public void onError(Throwable failure) {
                        answer.completeExceptionally(failure);
                    }

                    @Override
                    public void onCompleted() {}
                });
        ask.onNext(ServerReflectionRequest.newBuilder().setListServices("").build());
        List<ServiceResponse> services =
                answer.get(20, TimeUnit.SECONDS).getListServicesResponse().getServiceList();
        ask.onCompleted();
        return services.stream().map(ServiceResponse::getName).toList();
    }

    private static int status(HttpClient client, HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private static HttpResponse<String> get(CoordinatorServer server, String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.metricsPort() + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
