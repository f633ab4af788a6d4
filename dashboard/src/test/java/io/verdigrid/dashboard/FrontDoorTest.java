package io.verdigrid.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.verdigrid.dashboard.api.Upstream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrontDoorTest {
    private static final String BUILDS = "/api/verdigrid.build.v1.BuildService/";

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private FakeGrid grid;
    private DashboardServer server;

    @BeforeEach
    void start() throws IOException {
        grid = new FakeGrid();
        server = DashboardServer.start(
                new DashboardConfig("127.0.0.1", 0, false), new Upstream(grid.channel(), () -> {}));
    }

    @AfterEach
    void stop() {
        server.close();
        grid.close();
    }

    @Test
    void apiIsTheGrpcApiInJson() throws Exception {
        HttpResponse<String> response = post(BUILDS + "GetBuild", "{\"buildId\": \"b1\"}");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type")).contains("application/json");
        assertThat(response.body())
                .contains("\"id\":\"b1\"", "\"submittedAtMs\":\"17\"")
                .doesNotContain("</script>");
    }

    @Test
    void problemsSayWhatTheCoordinatorSaid() throws Exception {
        HttpResponse<String> unknown = post(BUILDS + "GetBuild", "{\"buildId\": \"b2\"}");
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.body()).contains("\"code\":\"NOT_FOUND\"", "no build");

        HttpResponse<String> wrong = post(BUILDS + "GetBuild", "{\"biuldId\": \"b1\"}");
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body()).contains("INVALID_ARGUMENT", "biuldId");

        assertThat(post(BUILDS + "NoSuch", "{}").statusCode()).isEqualTo(404);
        assertThat(post("/api/verdigrid.worker.v1.WorkerService/Synchronize", "{}")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void whatReadsMayBeAskedByAddressAndNothingElse() throws Exception {
        assertThat(get(BUILDS + "GetBuild?request=" + encoded("{\"buildId\":\"b1\"}"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(get(BUILDS + "CancelBuild?request=" + encoded("{\"buildId\":\"b1\"}"))
                        .statusCode())
                .isEqualTo(405);
        assertThat(grid.cancelled).isEmpty();
    }

    @Test
    void changesComeFromThisOriginOnly() throws Exception {
        String cancel = BUILDS + "CancelBuild";
        String body = "{\"buildId\": \"b1\"}";
        assertThat(post(cancel, body, "origin", "http://evil.example").statusCode())
                .isEqualTo(403);
        assertThat(post(cancel, body, "sec-fetch-site", "cross-site").statusCode())
                .isEqualTo(403);
        assertThat(post(cancel, body, "content-type", "text/plain").statusCode())
                .isEqualTo(415);
        assertThat(grid.cancelled).isEmpty();

        assertThat(post(cancel, body, "origin", "http://127.0.0.1:" + server.port())
                        .statusCode())
                .isEqualTo(200);
        assertThat(grid.cancelled).containsExactly("b1");
    }

    @Test
    void streamsAreServerSentEventsThatGoOnBehindTheLast() throws Exception {
        String address = BUILDS + "WatchBuild?request=" + encoded("{\"buildId\":\"b1\",\"cursor\":\"3\"}");
        HttpResponse<String> first = get(address, "accept", "text/event-stream");

        assertThat(first.headers().firstValue("content-type")).contains("text/event-stream");
        assertThat(first.body())
                .startsWith(
                        "retry: 1000\n\nid: 4\ndata: {\"cursor\":\"4\",\"notice\":{\"text\":\"event\\n4\"}}\n\nid: 5\n")
                .endsWith("event: end\ndata: {}\n\n");

        get(address, "accept", "text/event-stream", "last-event-id", "8");
        assertThat(grid.watchedFrom).containsExactly(3L, 8L);
    }

    @Test
    void browserIsToldToComeAgainWhileTheCoordinatorIsAway() throws Exception {
        HttpResponse<String> response =
                get(BUILDS + "WatchBuild?request=" + encoded("{\"buildId\":\"away\"}"), "accept", "text/event-stream");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body())
                .contains("event: problem\ndata: {\"code\":\"UNAVAILABLE\"")
                .doesNotContain("10.1.2.3", "event: end");
    }

    @Test
    void scriptsReadStreamsAsLines() throws Exception {
        HttpResponse<String> response = post(BUILDS + "WatchBuild", "{\"buildId\": \"b1\"}");

        assertThat(response.body().lines()).hasSize(FakeGrid.EVENTS).allMatch(line -> line.startsWith("{\"cursor\""));
    }

    @Test
    void outputIsARangeOfABlobAndNeverMarkup() throws Exception {
        HttpResponse<String> response = get("/blob/" + "0".repeat(64) + "?offset=3&length=4");

        assertThat(response.body()).isEqualTo("3456");
        assertThat(response.headers().firstValue("content-type")).contains("text/plain; charset=utf-8");
        assertThat(response.headers().firstValue("x-content-type-options")).contains("nosniff");
        assertThat(get("/blob/" + "0".repeat(64) + "?offset=x").statusCode()).isEqualTo(400);
        assertThat(get("/blob/../../etc/passwd").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/builds", "/builds/b1", "/tests", "/hosts"})
    void pagesLoadNothingFromElsewhere(String page) throws Exception {
        HttpResponse<String> response = get(page);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-security-policy"))
                .hasValueSatisfying(policy -> assertThat(policy)
                        .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                        .doesNotContain("unsafe", "http:", "*"));
        assertThat(response.body()).doesNotContain("http:", "https:", "<script>", "style=");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/web/app.js", "/web/app.css", "/lib/uplot/uPlot.esm.js"})
    void filesArePackedAndAskedForAgainWithoutTheirBytes(String file) throws Exception {
        HttpResponse<byte[]> packed = send(request(file).header("accept-encoding", "gzip"), BodyHandlers.ofByteArray());
        assertThat(packed.headers().firstValue("content-encoding")).contains("gzip");
        assertThat(packed.body()).startsWith(0x1f, 0x8b);

        String tag = packed.headers().firstValue("etag").orElseThrow();
        HttpResponse<String> again = get(file, "if-none-match", tag);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/web/../DashboardServer.class",
                "/web/%2e%2e/x.js",
                "/lib/uplot/../x.js",
                "/web/no.js",
                "/lib/no/a.js",
                "/x"
            })
    void nothingElseIsServed(String path) throws Exception {
        assertThat(get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void namesThatPointToLoopbackAreNotServed() throws Exception {
        try (java.net.Socket socket = new java.net.Socket("127.0.0.1", server.port())) {
            socket.getOutputStream()
                    .write("GET / HTTP/1.1\r\nHost: rebound.example\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer).startsWith("HTTP/1.1 421").contains("rebound.example");
        }
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = request(path);
        return send(headers.length == 0 ? request : request.headers(headers), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String body, String... headers) throws Exception {
        HttpRequest.Builder request = request(path)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .header("content-type", "application/json");
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return send(request, BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
    }

    private <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> body) throws Exception {
        return client.send(request.build(), body);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
