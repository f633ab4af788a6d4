package io.verdigrid.cli.grid;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;

/** This machine's name, for people. */
public final class HostName {
    private HostName() {}

    /** What the environment says, else what the network says, else {@code localhost}. */
    public static String of(Map<String, String> environment) {
        String told = environment.getOrDefault("HOSTNAME", environment.getOrDefault("COMPUTERNAME", ""));
        if (!told.isBlank()) {
            return told;
        }
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
