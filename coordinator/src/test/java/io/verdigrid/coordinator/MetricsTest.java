package io.verdigrid.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.StatusRuntimeException;
import io.verdigrid.protocol.TimeSource;
import io.verdigrid.protocol.build.v1.BuildEvent;
import io.verdigrid.protocol.build.v1.BuildServiceGrpc;
import io.verdigrid.protocol.build.v1.ListBuildsRequest;
import io.verdigrid.protocol.build.v1.WatchBuildRequest;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class MetricsTest {
    private static final Pattern PRINTED = Pattern.compile("(?m)^(verdigrid_[a-z0-9_]+)");
    private static final Pattern DOCUMENTED = Pattern.compile("`(verdigrid_[a-z0-9_]+)(\\{[^`]*)?`");

    @TempDir
    Path folder;

    private CoordinatorServer server;

    @BeforeEach
    void start() throws Exception {
        ListenAddress address = new ListenAddress("127.0.0.1", 0);
        server = CoordinatorServer.start(
                new CoordinatorConfig(
                        folder,
                        Optional.of(address),
                        Optional.of(address),
                        CoordinatorSecurity.LOOPBACK_ONLY,
                        CoordinatorLimits.DEFAULT),
                TimeSource.system());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void areThoseOfTheDocumentation() throws Exception {
        BuildServiceGrpc.newBlockingStub(server.inProcessChannel()).listBuilds(ListBuildsRequest.getDefaultInstance());
        Iterator<BuildEvent> stream = BuildServiceGrpc.newBlockingStub(server.inProcessChannel())
                .watchBuild(WatchBuildRequest.newBuilder().setBuildId("none").build());
        assertThatThrownBy(stream::hasNext).isInstanceOf(StatusRuntimeException.class);

        Set<String> printed = new TreeSet<>();
        PRINTED.matcher(metrics())
                .results()
                .map(found -> found.group(1).replaceFirst("_(bucket|count|sum|max)$", ""))
                .forEach(printed::add);
        Set<String> documented = new TreeSet<>();
        DOCUMENTED
                .matcher(Files.readString(Path.of("../docs/operations.md")))
                .results()
                .map(found -> found.group(1))
                .forEach(documented::add);

        assertThat(documented).isEqualTo(printed);
    }

    @Test
    void areServedThoughOthersNeverEndTheirRequests() throws Exception {
        List<Socket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < 8; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.metricsPort());
                sockets.add(socket);
                OutputStream out = socket.getOutputStream();
                out.write(new byte[] {22, 3, 1, 2, 0, 1});
                out.flush();
            }
            assertThat(metrics()).contains("verdigrid_queue_depth");
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    private String metrics() throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + server.metricsPort() + "/metrics");
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(uri)
                                .timeout(Duration.ofSeconds(20))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
