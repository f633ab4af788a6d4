package io.verdigrid.dashboard;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/**
 * How to serve a dashboard.
 *
 * @param port 0: any free one
 * @param insecure listen on an address that other machines reach, without a login
 */
public record DashboardConfig(String host, int port, boolean insecure) {
    /** Port of a dashboard that is not told another. */
    public static final int DEFAULT_PORT = 8480;

    /** Reads {@code HOST:PORT} or {@code [IPv6]:PORT}; throws IllegalArgumentException for anything else. */
    public static DashboardConfig parse(String text, boolean insecure) {
        int colon = text.lastIndexOf(':');
        String host = text.substring(0, Math.max(0, colon));
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        if (host.isEmpty()
                || (host.contains(":") && !bracketed)
                || !text.substring(colon + 1).matches("\\d{1,5}")
                || Integer.parseInt(text.substring(colon + 1)) > 65_535) {
            throw new IllegalArgumentException(
                    "not an address: '" + text + "'; wanted HOST:PORT, such as 127.0.0.1:" + DEFAULT_PORT);
        }
        return new DashboardConfig(
                bracketed ? host.substring(1, host.length() - 1) : host,
                Integer.parseInt(text.substring(colon + 1)),
                insecure);
    }

    /** Throws IllegalArgumentException, with a sentence for people, for an address that may not be listened on. */
    InetSocketAddress address() {
        InetSocketAddress address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw new IllegalArgumentException("this machine knows no host '" + host + "'");
        }
        if (!insecure && !isLoopback()) {
            throw new IllegalArgumentException(
                    host + ":" + port + ": other machines reach this address, so it needs --insecure");
        }
        return address;
    }

    boolean isLoopback() {
        try {
            for (InetAddress address : InetAddress.getAllByName(host)) {
                if (!address.isLoopbackAddress()) {
                    return false;
                }
            }
            return true;
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
