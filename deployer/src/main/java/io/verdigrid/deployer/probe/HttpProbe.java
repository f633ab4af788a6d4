package io.verdigrid.deployer.probe;

import io.verdigrid.deployer.rollout.Watch;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Asks an address on each host that was switched; a host that fails so often in a row that it is no accident is harm. Before
 * anything is switched every host is asked.
 *
 * <p>It compares nothing: a host answers or does not. Not thread-safe.
 */
public final class HttpProbe implements Watch {
    private final HttpClient client = HttpClient.newBuilder().build();
    private final String url;
    private final Duration patience;
    private final int failures;
    private final Map<String, Integer> inARow = new HashMap<>();
    private long push;

    /**
     * For one push after the other.
     *
     * @param url with {@code {host}} where the host's name goes
     * @param patience for an answer
     * @param failures in a row that are harm
     */
    public HttpProbe(String url, Duration patience, int failures) {
        this.url = url;
        this.patience = patience;
        this.failures = failures;
    }

    @Override
    public Look look(View view) throws InterruptedException {
        if (view.push() != push) {
            push = view.push();
            inARow.clear();
        }
        List<String> hosts = new ArrayList<>(view.switched());
        if (view.phase() == Phase.BASELINE) {
            hosts.addAll(view.control());
        }
        Map<String, CompletableFuture<String>> answers = new TreeMap<>();
        hosts.forEach(host -> answers.put(host, ask(host)));
        for (Map.Entry<String, CompletableFuture<String>> answer : answers.entrySet()) {
            String host = answer.getKey();
            String problem = await(answer.getValue());
            int failed = problem.isEmpty() ? 0 : inARow.getOrDefault(host, 0) + 1;
            inARow.put(host, failed);
            if (failed >= failures || (failed > 0 && isLast(view))) {
                return new Look(
                        Optional.of("probe: " + address(host) + " on " + host + " " + problem + ", " + failed
                                + (failed == 1 ? " time" : " times in a row") + " (bound: " + failures + ")"),
                        "");
            }
        }
        return Look.FINE;
    }

    /** A watch never ends with a host that does not answer. */
    private static boolean isLast(View view) {
        return view.since().compareTo(view.planned()) >= 0;
    }

    private String address(String host) {
        return url.replace("{host}", host);
    }

    /** What is wrong with its answer; empty: nothing. */
    private CompletableFuture<String> ask(String host) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address(host)))
                .timeout(patience)
                .GET()
                .build();
        return client.sendAsync(request, HttpResponse.BodyHandlers.discarding()).handle((response, failure) -> {
            if (failure != null) {
                Throwable cause = failure.getCause() == null ? failure : failure.getCause();
                return cause instanceof IOException && cause.getMessage() != null
                        ? "did not answer: " + cause.getMessage()
                        : "did not answer: " + cause.getClass().getSimpleName();
            }
            return response.statusCode() / 100 == 2 ? "" : "answered " + response.statusCode();
        });
    }

    private static String await(CompletableFuture<String> answer) throws InterruptedException {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
