package io.verdigrid.coordinator.telling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What each tracker is sent, at a real HTTP endpoint that answers as theirs do. */
@Timeout(30)
class TrackersTest {
    private static final Ticket OPEN =
            new Ticket("verdigrid-issue:shop:abc", "A title", "text\nverdigrid-issue:shop:abc", true);
    private static final Ticket CLOSED = new Ticket(OPEN.mark(), OPEN.title(), OPEN.text(), false);

    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final List<String> secrets = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String call = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        calls.add((call + " " + body).strip());
        for (String header : List.of("Authorization", "PRIVATE-TOKEN")) {
            if (exchange.getRequestHeaders().containsKey(header)) {
                secrets.add(exchange.getRequestHeaders().getFirst(header));
            }
        }
        String answer = answers.get(call);
        byte[] bytes = (answer == null ? "{}" : answer).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer == null ? 404 : 200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private Tracker tracker(TrackerConfig.Kind kind, String project, String user) {
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        return new TrackerConfig(kind, url, project, user, "t0ken", "Bug").open(HttpClient.newHttpClient());
    }

    @Test
    void gitHub() throws Exception {
        Tracker tracker = tracker(TrackerConfig.Kind.GITHUB, "acme/shop", "");
        List<String> page = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            page.add("{\"number\": " + i + ", \"body\": null}");
        }
        String list = "GET /repos/acme/shop/issues?state=all&labels=verdigrid&per_page=100&page=";
        answers.put(list + 1, page.toString());
        answers.put(list + 2, "[]");
        assertThat(tracker.find(OPEN)).isEmpty();
        answers.put(list + 2, "[{\"number\": 107, \"body\": \"x\\n" + OPEN.mark() + "\"}]");
        assertThat(tracker.find(OPEN)).contains("107");
        calls.clear();
        answers.put("POST /repos/acme/shop/issues", "{\"number\": 108}");
        assertThat(tracker.create(OPEN)).isEqualTo("108");
        answers.put("PATCH /repos/acme/shop/issues/108", "{}");
        tracker.update("108", CLOSED);
        assertThat(calls)
                .containsExactly(
                        "POST /repos/acme/shop/issues {\"title\":\"A title\",\"body\":\"text\\n"
                                + "verdigrid-issue:shop:abc\",\"labels\":[\"verdigrid\"]}",
                        "PATCH /repos/acme/shop/issues/108 {\"body\":\"text\\n"
                                + "verdigrid-issue:shop:abc\",\"state\":\"closed\"}");
        assertThat(secrets).containsOnly("Bearer t0ken");
    }

    @Test
    void gitLab() throws Exception {
        Tracker tracker = tracker(TrackerConfig.Kind.GITLAB, "acme/shop", "");
        answers.put(
                "GET /projects/acme%2Fshop/issues?labels=verdigrid&per_page=100&page=1",
                "[{\"iid\": 7, \"description\": \"" + OPEN.mark() + "\"}]");
        assertThat(tracker.find(OPEN)).contains("7");
        answers.put("POST /projects/acme%2Fshop/issues", "{\"iid\": 8}");
        assertThat(tracker.create(OPEN)).isEqualTo("8");
        answers.put("PUT /projects/acme%2Fshop/issues/8", "{}");
        tracker.update("8", OPEN);
        assertThat(calls.get(2)).endsWith("\"state_event\":\"reopen\"}");
        assertThat(secrets).containsOnly("t0ken");
    }

    @Test
    void jira() throws Exception {
        Tracker tracker = tracker(TrackerConfig.Kind.JIRA, "SHOP", "ada@example.com");
        String search =
                "GET /rest/api/2/search?fields=labels&maxResults=1&jql=project%20%3D%20%22SHOP%22%20AND%20labels%20%3D"
                        + "%20%22verdigrid-issue.shop.abc%22";
        answers.put(search, "{\"issues\": []}");
        assertThat(tracker.find(OPEN)).isEmpty();
        answers.put("POST /rest/api/2/issue", "{\"key\": \"SHOP-1\"}");
        assertThat(tracker.create(OPEN)).isEqualTo("SHOP-1");
        assertThat(calls.get(1))
                .contains(
                        "\"labels\":[\"verdigrid\",\"verdigrid-issue.shop.abc\"]", "\"issuetype\":{\"name\":\"Bug\"}");
        answers.put("PUT /rest/api/2/issue/SHOP-1", "");
        answers.put(
                "GET /rest/api/2/issue/SHOP-1?fields=status",
                "{\"fields\": {\"status\": {\"statusCategory\": {\"key\": \"new\"}}}}");
        answers.put(
                "GET /rest/api/2/issue/SHOP-1/transitions",
                "{\"transitions\": [{\"id\": \"11\", \"to\": {\"statusCategory\": {\"key\": \"indeterminate\"}}},"
                        + "{\"id\": \"31\", \"to\": {\"statusCategory\": {\"key\": \"done\"}}}]}");
        answers.put("POST /rest/api/2/issue/SHOP-1/transitions", "");
        tracker.update("SHOP-1", CLOSED);
        assertThat(calls.get(calls.size() - 1)).endsWith("{\"transition\":{\"id\":\"31\"}}");
        int before = calls.size();
        tracker.update("SHOP-1", OPEN);
        assertThat(calls).as("it is open already").hasSize(before + 2);
        assertThat(secrets).containsOnly("Basic YWRhQGV4YW1wbGUuY29tOnQwa2Vu");
    }

    @Test
    void failuresSayWhereAndNoSecret() {
        Tracker tracker = tracker(TrackerConfig.Kind.GITHUB, "acme/none", "");
        assertThatThrownBy(() -> tracker.create(OPEN))
                .isInstanceOf(SinkFailure.class)
                .hasMessageContaining("answers POST /repos/acme/none/issues with HTTP status 404")
                .hasMessageNotContaining("t0ken");
        answers.put("POST /repos/acme/none/issues", "{}");
        assertThatThrownBy(() -> tracker.create(OPEN)).hasMessageContaining("answers without 'number'");
        answers.put("POST /repos/acme/none/issues", "<html>");
        assertThatThrownBy(() -> tracker.create(OPEN)).hasMessageContaining("what is no JSON");
    }
}
