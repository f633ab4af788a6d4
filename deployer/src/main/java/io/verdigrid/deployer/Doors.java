package io.verdigrid.deployer;

import io.verdigrid.deployer.config.DeployConfig;
import io.verdigrid.deployer.rpc.PushServer;
import io.verdigrid.protocol.TokenFile;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks where a deployer is to listen, and who may call it. */
final class Doors {
    private Doors() {}

    /** Throws IllegalArgumentException with a line for each problem. */
    static PushServer.Door of(DeployConfig.Server server) throws IOException {
        List<String> problems = new ArrayList<>();
        InetSocketAddress address = address(server.listen(), problems);
        file("tokens", server.tokens(), problems);
        file("tls-cert", server.certificate(), problems);
        file("tls-key", server.key(), problems);
        if (server.certificate().isPresent() != server.key().isPresent()) {
            problems.add("tls-cert and tls-key go together: give both or none");
        }
        boolean here = !address.isUnresolved() && address.getAddress().isLoopbackAddress();
        boolean safe = server.tokens().isPresent() && server.certificate().isPresent();
        if (problems.isEmpty() && !here && !safe && !server.insecure()) {
            problems.add(
                    "listen " + server.listen()
                            + ": other machines reach this address, so it needs tokens, tls-cert and tls-key, or insecure: true");
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", problems));
        }
        Optional<TokenFile> tokens = server.tokens().isPresent()
                ? Optional.of(TokenFile.read(server.tokens().get()))
                : Optional.empty();
        return new PushServer.Door(address, tokens, server.certificate(), server.key());
    }

    private static InetSocketAddress address(String text, List<String> problems) {
        int colon = text.lastIndexOf(':');
        boolean form = colon > 0 && text.substring(colon + 1).matches("\\d{1,5}");
        int port = form ? Integer.parseInt(text.substring(colon + 1)) : -1;
        if (port < 0 || port > 65_535) {
            problems.add("listen: not an address: '" + text + "'; wanted HOST:PORT, such as 127.0.0.1:8471");
            return new InetSocketAddress(0);
        }
        InetSocketAddress address = new InetSocketAddress(text.substring(0, colon), port);
        if (address.isUnresolved()) {
            problems.add("listen " + text + ": this machine knows no such host");
        }
        return address;
    }

    private static void file(String key, Optional<Path> file, List<String> problems) {
        if (file.isPresent() && !Files.isReadable(file.get())) {
            problems.add(key + ": " + (Files.exists(file.get()) ? "cannot read " : "no such file: ") + file.get());
        }
    }
}
