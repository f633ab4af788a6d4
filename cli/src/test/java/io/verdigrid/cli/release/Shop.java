package io.verdigrid.cli.release;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A shop on several hosts, and customers who call all of them in turn. */
final class Shop implements AutoCloseable {
    private static final int CALLS_A_SECOND = 480;
    private static final int TICKS_A_SECOND = 40;

    private final List<ShopHost> hosts = new ArrayList<>();
    private final ScheduledExecutorService later = Executors.newScheduledThreadPool(2);
    private final HttpClient customers = HttpClient.newHttpClient();
    private final List<HttpRequest> pages = new ArrayList<>();
    private int next;

    Shop(List<Path> folders) throws IOException {
        for (Path folder : folders) {
            ShopHost host = new ShopHost(folder, hosts.size(), later);
            hosts.add(host);
            pages.add(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + host.port() + "/"))
                    .build());
        }
    }

    void open() {
        var ignored = later.scheduleAtFixedRate(this::call, 0, 1_000_000 / TICKS_A_SECOND, TimeUnit.MICROSECONDS);
    }

    private void call() {
        for (int i = 0; i < CALLS_A_SECOND / TICKS_A_SECOND; i++) {
            var ignored = customers.sendAsync(pages.get(next++ % pages.size()), HttpResponse.BodyHandlers.discarding());
        }
    }

    List<Integer> ports() {
        return hosts.stream().map(ShopHost::port).toList();
    }

    /** All hosts alike answer half as slow again, or as ever. */
    void busyHour(boolean now) {
        hosts.forEach(host -> host.busy(now ? 1.5 : 1));
    }

    /** Returns when each host has answered so many customers more. */
    void serve(int customersOfAHost) throws InterruptedException {
        List<Long> until =
                hosts.stream().map(host -> host.answers() + customersOfAHost).toList();
        CountDownLatch served = new CountDownLatch(1);
        var looking = later.scheduleAtFixedRate(
                () -> {
                    for (int i = 0; i < until.size(); i++) {
                        if (hosts.get(i).answers() < until.get(i)) {
                            return;
                        }
                    }
                    served.countDown();
                },
                100,
                100,
                TimeUnit.MILLISECONDS);
        boolean inTime = served.await(120, TimeUnit.SECONDS);
        looking.cancel(false);
        if (!inTime) {
            throw new AssertionError("customers are not served");
        }
    }

    @Override
    public void close() {
        later.shutdownNow();
        hosts.forEach(ShopHost::close);
    }
}
