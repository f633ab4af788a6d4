package io.verdigrid.coordinator.telling;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** JSON over HTTP, with a secret in a header that is said nowhere. Thread-safe. */
final class Rest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final JsonMapper JSON = new JsonMapper();

    private final String base;
    private final Map<String, String> headers;
    private final HttpClient client;

    /**
     * Calls one server.
     *
     * @param base without a slash at its end
     */
    Rest(String base, Map<String, String> headers, HttpClient client) {
        this.base = base;
        this.headers = Map.copyOf(headers);
        this.client = client;
    }

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    JsonNode get(String path) throws SinkFailure, InterruptedException {
        return call(request(path).GET(), "GET " + path);
    }

    JsonNode send(String method, String path, ObjectNode body) throws SinkFailure, InterruptedException {
        HttpRequest.BodyPublisher json =
                HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body), StandardCharsets.UTF_8);
        return call(request(path).header("Content-Type", "application/json").method(method, json), method + " " + path);
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(PATIENCE)
                .header("Accept", "application/json")
                .header("User-Agent", "verdigrid");
        headers.forEach(builder::header);
        return builder;
    }

    private JsonNode call(HttpRequest.Builder request, String what) throws SinkFailure, InterruptedException {
        String query = what.contains("?") ? what.substring(0, what.indexOf('?')) : what;
        try {
            HttpResponse<String> response =
                    client.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            if (response.statusCode() >= 300) {
                // Never permanent: a token is renewed, a project made, and then what waits is filed.
                throw new SinkFailure(
                        base + " answers " + query + " with HTTP status " + response.statusCode(), false, null);
            }
            return response.body().isBlank() ? object() : JSON.readTree(response.body());
        } catch (IOException e) {
            throw new SinkFailure(
                    base + " does not answer " + query + ": " + e.getClass().getSimpleName(), false, e);
        } catch (JacksonException e) {
            throw new SinkFailure(base + " answers " + query + " with what is no JSON", false, e);
        }
    }

    /** A text or a number below a key; throws SinkFailure where it is not there. */
    String needed(JsonNode json, String key) throws SinkFailure {
        JsonNode value = json.get(key);
        if (value == null || value.isContainer() || value.isNull()) {
            throw new SinkFailure(base + " answers without '" + key + "'", false, null);
        }
        return value.asString();
    }
}
