package io.verdigrid.cli;

import io.verdigrid.cli.console.Problem;
import io.verdigrid.dashboard.DashboardConfig;
import io.verdigrid.dashboard.DashboardServer;
import io.verdigrid.dashboard.api.Upstream;
import java.io.IOException;
import picocli.CommandLine.Option;

/** Where a dashboard listens. */
final class DashboardOptions {
    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            description = "Where to listen. Other addresses than loopback need --insecure. Default: 127.0.0.1:"
                    + DashboardConfig.DEFAULT_PORT + ".")
    String listen = "127.0.0.1:" + DashboardConfig.DEFAULT_PORT;

    @Option(
            names = "--insecure",
            description = "Listen on any address without a login: whoever reaches it may do what --token may.")
    boolean insecure;

    DashboardServer start(Upstream upstream) {
        try {
            return DashboardServer.start(DashboardConfig.parse(listen, insecure), upstream);
        } catch (IllegalArgumentException | IOException e) {
            throw Problem.input("--listen: " + e.getMessage());
        }
    }

    /** As a browser takes it. */
    String address(int port) {
        return address(listen.substring(0, listen.lastIndexOf(':')), port);
    }

    static String address(String host, int port) {
        return "http://" + host + ":" + port + "/";
    }
}
