package io.verdigrid.cli.release;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.verdigrid.protocol.TimeSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The shop on one host: does what the release behind its {@code current} does, and says how it fares at {@code /metrics}. */
final class ShopHost implements AutoCloseable {
    private static final int BYTES = 4_000_000;

    private final Path folder;
    private final ScheduledExecutorService later;
    private final TimeSource time = TimeSource.system();
    private final Random random;
    private final HttpServer server;
    private final List<byte[]> left = new ArrayList<>();
    private Path release = Path.of("");
    private volatile double busy = 1;
    private double seconds;
    private long answers;
    private long errors;
    private long orders;

    ShopHost(Path folder, long seed, ScheduledExecutorService later) throws IOException {
        this.folder = folder;
        this.later = later;
        random = new Random(seed);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/metrics", this::metrics);
        server.createContext("/", this::serve);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** All answers take so many times as long. */
    void busy(double factor) {
        busy = factor;
    }

    synchronized long answers() {
        return answers;
    }

    private void serve(HttpExchange exchange) throws IOException {
        Behaviour behaviour = Behaviour.of(folder);
        long began = time.nanos();
        double delayMs;
        boolean fails;
        boolean sells;
        synchronized (this) {
            Path now = Files.readSymbolicLink(folder.resolve("current"));
            if (!now.equals(release)) {
                // A new release starts with empty hands.
                release = now;
                left.clear();
            }
            delayMs = behaviour.delayMs() * busy * (0.9 + 0.2 * random.nextDouble());
            fails = random.nextDouble() < behaviour.errors();
            sells = !fails && random.nextDouble() < behaviour.orders();
            left.add(new byte[behaviour.leak()]);
        }
        var ignored = later.schedule(
                () -> answer(exchange, began, fails, sells), (long) (delayMs * 1000), TimeUnit.MICROSECONDS);
    }

    private void answer(HttpExchange exchange, long began, boolean fails, boolean sells) {
        synchronized (this) {
            seconds += (time.nanos() - began) / 1e9;
            answers++;
            errors += fails ? 1 : 0;
            orders += sells ? 1 : 0;
        }
        try {
            exchange.sendResponseHeaders(fails ? 500 : 200, -1);
        } catch (IOException gone) {
            // The customer did not wait.
        }
        exchange.close();
    }

    private void metrics(HttpExchange exchange) throws IOException {
        String text;
        synchronized (this) {
            long bytes = (long) BYTES + random.nextInt(BYTES / 50);
            for (byte[] one : left) {
                bytes += one.length;
            }
            text = "# TYPE shop_seconds_sum counter\nshop_seconds_sum " + seconds
                    + "\n# TYPE shop_answers_total counter\nshop_answers_total " + answers
                    + "\n# TYPE shop_errors_total counter\nshop_errors_total " + errors
                    + "\n# TYPE shop_orders_total counter\nshop_orders_total " + orders
                    + "\n# TYPE shop_memory_bytes gauge\nshop_memory_bytes " + bytes + "\n";
        }
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
