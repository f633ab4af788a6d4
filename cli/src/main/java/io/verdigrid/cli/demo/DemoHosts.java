package io.verdigrid.cli.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;

/**
 * A small shop on hosts that are folders: each answers with what its current release says, and customers call all of them in turn.
 *
 * <p>Thread-safe.
 */
final class DemoHosts implements AutoCloseable {
    private final Path fleet;
    private final List<String> names;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final Thread customers = new Thread(this::shop, "verdigrid-demo-customers");
    private final LongAdder served = new LongAdder();
    private final LongAdder failed = new LongAdder();

    DemoHosts(Path fleet, List<String> names) throws IOException {
        this.fleet = fleet;
        this.names = names;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(threads);
    }

    void open() {
        server.start();
        customers.setDaemon(true);
        customers.start();
    }

    /** With {@code {host}} where the host's name goes. */
    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/{host}";
    }

    /** A release's file {@code shop} has the status on its first line and the text on the second. */
    private void answer(HttpExchange exchange) throws IOException {
        String host = exchange.getRequestURI().getPath().substring(1);
        int status = 503;
        byte[] body = new byte[0];
        if (names.contains(host)) {
            List<String> shop =
                    Files.readAllLines(fleet.resolve(host).resolve("current").resolve("shop"));
            status = Integer.parseInt(shop.get(0));
            body = shop.get(1).getBytes(StandardCharsets.UTF_8);
        }
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    private void shop() {
        HttpClient client = HttpClient.newHttpClient();
        for (int i = 0; !Thread.currentThread().isInterrupted(); i++) {
            String url = address().replace("{host}", names.get(i % names.size()));
            try {
                int status = client.send(
                                HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.discarding())
                        .statusCode();
                (status == 200 ? served : failed).increment();
            } catch (IOException closed) {
                failed.increment();
            } catch (InterruptedException closed) {
                return;
            }
        }
    }

    /** Answers that customers got since the last call, and how many were errors. */
    String customers() {
        long errors = failed.sumThenReset();
        return served.sumThenReset() + errors + " requests of customers, " + errors + " failed";
    }

    @Override
    public void close() {
        customers.interrupt();
        server.stop(0);
        threads.shutdownNow();
    }
}
