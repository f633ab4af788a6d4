package io.verdigrid.coordinator.telling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.verdigrid.coordinator.store.MemoryStore;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Webhooks at a real HTTP endpoint. */
@Timeout(30)
class WebhookSinkTest {
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final List<String> keys = new CopyOnWriteArrayList<>();
    private final MemoryStore store = new MemoryStore();
    private HttpServer server;
    private volatile int status = 200;

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/secret-part", this::take);
        server.start();
        RedBuild.wanted(store);
        RedBuild.red(store, "b1", 1_000, "ada@example.com");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void take(HttpExchange exchange) throws java.io.IOException {
        bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        keys.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    @Test
    void postsJsonWithAKey() throws Exception {
        sink(TellingConfig.Format.JSON).tell(red());
        sink(TellingConfig.Format.JSON).tell(red());
        JsonNode json = new JsonMapper().readTree(bodies.get(0));
        assertThat(json.get("event").stringValue()).isEqualTo("red");
        assertThat(json.get("build").stringValue()).isEqualTo("b1");
        assertThat(json.get("authors").get(0).stringValue()).isEqualTo("ada@example.com");
        assertThat(json.get("link").stringValue()).isEqualTo("https://grid/b1");
        JsonNode test = json.get("tests").get(0);
        assertThat(test.get("name").stringValue()).isEqualTo("p.First#bad");
        assertThat(test.get("failure").stringValue()).isEqualTo("java.net.ConnectException: refused by 10.0.0.7");
        assertThat(test.get("output").stringValue()).isEqualTo("connecting\nrefused <&>");
        assertThat(keys).containsExactly("red-build-1-1000", "red-build-1-1000");
    }

    @Test
    void postsWhatSlackTakes() throws Exception {
        sink(TellingConfig.Format.SLACK).tell(red());
        JsonNode json = new JsonMapper().readTree(bodies.get(0));
        assertThat(json.size()).isEqualTo(1);
        assertThat(json.get("text").stringValue())
                .isEqualTo("*<https://grid/b1|shop on main is RED: 1 test failed (build b1)>*"
                        + "\n• `p.First#bad` java.net.ConnectException: refused by 10.0.0.7");
    }

    @Test
    void wantsWhatItWasToldToWant() {
        Sink opened = new WebhookSink(
                new TellingConfig.Webhook("w", url(), TellingConfig.Format.JSON, Set.of("opened")),
                HttpClient.newHttpClient());
        assertThat(opened.wants(red().about())).isFalse();
        assertThat(sink(TellingConfig.Format.JSON).wants(red().about())).isTrue();
    }

    @Test
    void knowsWhatMayPass() {
        assertThat(failure(500).permanent()).isFalse();
        assertThat(failure(429).permanent()).isFalse();
        assertThat(failure(404).permanent()).isTrue();
        assertThat(failure(302).permanent()).isTrue();
        server.stop(0);
        SinkFailure away = failure(200);
        assertThat(away.permanent()).isFalse();
        assertThat(away).hasMessageNotContaining("secret");
    }

    private SinkFailure failure(int answer) {
        status = answer;
        SinkFailure[] caught = new SinkFailure[1];
        assertThatThrownBy(() -> sink(TellingConfig.Format.JSON).tell(red()))
                .isInstanceOfSatisfying(SinkFailure.class, failure -> caught[0] = failure);
        return caught[0];
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/secret-part";
    }

    private Sink sink(TellingConfig.Format format) {
        return new WebhookSink(
                new TellingConfig.Webhook("w", url(), format, TellingConfig.EVENTS), HttpClient.newHttpClient());
    }

    private Message red() {
        return new Messages(store, new OneBlob(RedBuild.OUTPUT), "https://grid/")
                .of(store.outbox().waiting().get(0));
    }
}
