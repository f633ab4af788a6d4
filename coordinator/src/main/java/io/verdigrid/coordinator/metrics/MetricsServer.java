package io.verdigrid.coordinator.metrics;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;

/**
 * Serves {@code /metrics} and {@code /healthz} over HTTP or HTTPS.
 *
 * <p>Thread-safe. Health needs no token, so that a load balancer may ask.
 */
public final class MetricsServer implements AutoCloseable {
    private static final String SECONDS_FOR_A_REQUEST = "sun.net.httpserver.maxReqTime";
    private static final String SECONDS_FOR_AN_ANSWER = "sun.net.httpserver.maxRspTime";

    static {
        // Without a bound a client that never ends its request, one that speaks TLS to a plain port say, holds a thread
        // for ever.
        bound(SECONDS_FOR_A_REQUEST);
        bound(SECONDS_FOR_AN_ANSWER);
    }

    private final HttpServer server;
    // Not a fixed number: whoever is slow must not keep others from being answered.
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "verdigrid-metrics");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * Starts to serve.
     *
     * @param admits whether the value of an Authorization header, empty if there was none, may read metrics
     */
    public MetricsServer(
            InetSocketAddress address,
            Optional<SSLContext> tls,
            GridMetrics metrics,
            BooleanSupplier healthy,
            Predicate<String> admits)
            throws IOException {
        if (tls.isPresent()) {
            HttpsServer secure = HttpsServer.create(address, 0);
            secure.setHttpsConfigurator(new HttpsConfigurator(tls.get()));
            server = secure;
        } else {
            server = HttpServer.create(address, 0);
        }
        server.setExecutor(threads);
        server.createContext("/metrics", exchange -> {
            String header = exchange.getRequestHeaders().getFirst("Authorization");
            if (admits.test(header == null ? "" : header)) {
                answer(exchange, 200, "text/plain; version=0.0.4; charset=utf-8", metrics.scrape());
            } else {
                exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer");
                answer(exchange, 401, "text/plain; charset=utf-8", "a token of role viewer or operator is wanted\n");
            }
        });
        server.createContext("/healthz", exchange -> {
            boolean well = healthy.getAsBoolean();
            answer(exchange, well ? 200 : 503, "text/plain; charset=utf-8", well ? "ok\n" : "not serving\n");
        });
        server.start();
    }

    private static void bound(String property) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, "10");
        }
    }

    private static void answer(HttpExchange exchange, int status, String type, String text) throws IOException {
        try (exchange) {
            byte[] body = text.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    /** Where it listens. */
    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
