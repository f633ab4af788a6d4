package io.verdigrid.deployer.metric;

import io.verdigrid.deployer.judge.Sample;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * A query to Prometheus, over a range, by host.
 *
 * <p>Thread-safe. A series that is missing is missing here, too; NaN (0/0) is no data. Ranges of more points than Prometheus
 * answers at once are asked for in parts.
 */
final class PrometheusSource implements MetricSource {
    /** Of a series; Prometheus refuses more than 11,000. */
    private static final int MOST_POINTS = 10_000;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Query query;
    private final HttpClient client;

    /**
     * What is asked.
     *
     * @param metric the name of its samples
     * @param server the server's address, without /api
     * @param promql the query
     * @param label the label that names the host; a port behind the name is left out where the host has none
     * @param step the time between two samples
     * @param token sent as a bearer token; null for none
     * @param timeout for one answer
     */
    record Query(
            String metric,
            URI server,
            String promql,
            String label,
            Duration step,
            @Nullable String token,
            Duration timeout) {
        /** Without the token, which is nobody's business. */
        @Override
        public String toString() {
            return metric + " by " + label + " from " + server;
        }
    }

    PrometheusSource(Query query, HttpClient client) {
        this.query = query;
        this.client = client;
    }

    @Override
    public String metric() {
        return query.metric();
    }

    @Override
    public Reading read(List<String> hosts, Instant after, Instant until) throws InterruptedException {
        long step = query.step().toMillis();
        // Whole steps: the same moments whenever it is asked, so that no sample is given twice.
        long first = (Math.floorDiv(after.toEpochMilli(), step) + 1) * step;
        long last = Math.floorDiv(until.toEpochMilli(), step) * step;
        List<Sample> samples = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (long from = first; from <= last && problems.isEmpty(); from += MOST_POINTS * step) {
            part(hosts, from, Math.min(last, from + (MOST_POINTS - 1) * step), samples, problems);
        }
        return new Reading(samples, problems);
    }

    private void part(List<String> hosts, long from, long to, List<Sample> samples, List<String> problems)
            throws InterruptedException {
        try {
            HttpResponse<String> response = client.send(request(from, to), HttpResponse.BodyHandlers.ofString());
            JsonNode answer = JSON.readTree(response.body());
            if (!answer.path("status").asString("").equals("success")) {
                problems.add(query.metric() + ": Prometheus answers " + response.statusCode() + ": "
                        + answer.path("error").asString("no reason given"));
                return;
            }
            add(hosts, answer.path("data").path("result"), samples, problems);
        } catch (IOException e) {
            problems.add(query.metric() + ": " + query.server() + " does not answer: "
                    + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()));
        } catch (JacksonException e) {
            problems.add(query.metric() + ": " + query.server() + " does not answer as Prometheus does");
        }
    }

    private HttpRequest request(long from, long to) {
        String form = "query=" + encoded(query.promql()) + "&start=" + seconds(from) + "&end=" + seconds(to) + "&step="
                + seconds(query.step().toMillis());
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(query.server().toString().replaceFirst("/+$", "") + "/api/v1/query_range"))
                .timeout(query.timeout())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form));
        if (query.token() != null) {
            request.header("Authorization", "Bearer " + query.token());
        }
        return request.build();
    }

    private static String seconds(long millis) {
        return BigDecimal.valueOf(millis, 3).toPlainString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private void add(List<String> hosts, JsonNode series, List<Sample> samples, List<String> problems) {
        Map<String, String> wanted = new HashMap<>();
        hosts.forEach(host -> wanted.put(host, host));
        Set<String> seen = new HashSet<>();
        for (JsonNode one : series) {
            String label = one.path("metric").path(query.label()).asString("");
            String host = wanted.getOrDefault(label, wanted.get(label.replaceFirst(":[0-9]+$", "")));
            if (host == null) {
                continue;
            }
            if (!seen.add(host)) {
                problems.add(query.metric() + ": more than one series of " + host + ": add 'by (" + query.label()
                        + ")' to the query");
                return;
            }
            for (JsonNode point : one.path("values")) {
                double value = number(point.path(1).asString(""));
                if (!Double.isNaN(value)) {
                    long at = Math.round(point.path(0).asDouble() * 1000);
                    samples.add(Sample.of(query.metric(), host, at, value));
                }
            }
        }
    }

    private static double number(String text) {
        return switch (text) {
            case "+Inf", "-Inf", "" -> Double.NaN;
            default -> Double.parseDouble(text);
        };
    }
}
