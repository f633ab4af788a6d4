package io.verdigrid.coordinator;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/**
 * Where a server listens.
 *
 * @param host a name or an address of this machine
 * @param port 0: any free one
 */
public record ListenAddress(String host, int port) {
    /** Any free port that only this machine reaches. */
    public static final ListenAddress ANY_LOOPBACK = new ListenAddress("127.0.0.1", 0);

    /** Throws IllegalArgumentException for a port that is none. */
    public ListenAddress {
        if (host.isEmpty() || port < 0 || port > 65_535) {
            throw new IllegalArgumentException(notAnAddress(host + ":" + port));
        }
    }

    /** Reads {@code HOST:PORT}, {@code [IPv6]:PORT}; throws IllegalArgumentException for anything else. */
    public static ListenAddress parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon <= 0 || !text.substring(colon + 1).matches("\\d{1,5}")) {
            throw new IllegalArgumentException(notAnAddress(text));
        }
        String host = text.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        } else if (host.contains(":")) {
            throw new IllegalArgumentException(notAnAddress(text));
        }
        return new ListenAddress(host, Integer.parseInt(text.substring(colon + 1)));
    }

    private static String notAnAddress(String text) {
        return "not an address: '" + text + "'; wanted HOST:PORT, such as 127.0.0.1:8470";
    }

    /** Only this machine reaches it. Throws UnknownHostException where the host has no address. */
    boolean isLoopback() throws UnknownHostException {
        for (InetAddress address : InetAddress.getAllByName(host)) {
            if (!address.isLoopbackAddress()) {
                return false;
            }
        }
        return true;
    }

    InetSocketAddress socketAddress() {
        return new InetSocketAddress(host, port);
    }

    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
