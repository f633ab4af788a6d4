package io.verdigrid.dashboard;

import io.verdigrid.dashboard.api.ApiHandler;
import io.verdigrid.dashboard.api.BlobText;
import io.verdigrid.dashboard.api.Upstream;
import io.verdigrid.dashboard.http.Handler;
import io.verdigrid.dashboard.http.HttpServer;
import io.verdigrid.dashboard.http.OriginCheck;
import io.verdigrid.dashboard.pages.StaticFiles;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/** The dashboard: pages and API of a coordinator at one origin. Thread-safe. */
public final class DashboardServer implements AutoCloseable {
    private final HttpServer server;

    private DashboardServer(HttpServer server) {
        this.server = server;
    }

    /**
     * Serves when this returns. Throws IllegalArgumentException for an address that may not be listened on, an IOException
     * for one that can't be; the message of each is a sentence for people.
     */
    public static DashboardServer start(DashboardConfig config, Upstream upstream) throws IOException {
        InetSocketAddress address = config.address();
        OriginCheck origins = new OriginCheck(config.isLoopback() ? Optional.of(config.host()) : Optional.empty());
        List<Handler> handlers = List.of(origins, new ApiHandler(upstream), new BlobText(upstream), new StaticFiles());
        try {
            return new DashboardServer(new HttpServer(address, handlers, Optional.empty()));
        } catch (IOException e) {
            throw new IOException("cannot listen on " + config.host() + ":" + config.port() + ": " + e.getMessage(), e);
        }
    }

    /** Where it listens. */
    public int port() {
        return server.port();
    }

    /** Ends all connections. */
    @Override
    public void close() {
        server.close();
    }
}
