package io.verdigrid.deployer.target;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How hosts are reached over ssh; what is not said here is as the user's ssh_config says.
 *
 * @param addresses by the host's name
 * @param path the folder on each host, with {@code {host}} where its name goes
 * @param user empty: ssh_config's
 * @param port 0: ssh_config's
 * @param identity the private key's file; empty: ssh_config's, or the agent's
 * @param options more of ssh's, such as {@code UserKnownHostsFile=FILE}
 */
public record SshAccess(
        Map<String, String> addresses,
        String path,
        String user,
        int port,
        Optional<Path> identity,
        List<String> options) {
    private static final Duration CONNECT = Duration.ofSeconds(10);

    /** With immutable collections. */
    public SshAccess {
        addresses = Map.copyOf(addresses);
        options = List.copyOf(options);
    }

    String folder(String host) {
        return path.replace("{host}", host);
    }

    String address(String host) {
        return addresses.getOrDefault(host, host);
    }

    /** The program and its options; connections are shared through sockets in this folder. Nothing is ever asked of a person. */
    List<String> command(Path sockets) {
        List<String> command = new ArrayList<>(List.of("ssh"));
        for (String option : options) {
            // First: ssh takes the first value that it is given.
            command.addAll(List.of("-o", option));
        }
        for (String option : List.of(
                "BatchMode=yes",
                "ConnectTimeout=" + CONNECT.toSeconds(),
                "ServerAliveInterval=5",
                "ServerAliveCountMax=3",
                "ControlMaster=auto",
                "ControlPath=" + sockets.resolve("%C"),
                "ControlPersist=60")) {
            command.addAll(List.of("-o", option));
        }
        if (!user.isEmpty()) {
            command.addAll(List.of("-l", user));
        }
        if (port > 0) {
            command.addAll(List.of("-p", Integer.toString(port)));
        }
        identity.ifPresent(file -> command.addAll(List.of("-i", file.toString(), "-o", "IdentitiesOnly=yes")));
        return command;
    }
}
