package io.verdigrid.deployer.config;

import io.verdigrid.deployer.rollout.Plan;
import io.verdigrid.deployer.target.Hook;
import io.verdigrid.deployer.target.SshAccess;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a deployer is told; see docs/deployer.md for each key.
 *
 * @param fleet its name, for people
 * @param probe what is asked of each host; empty: nothing
 * @param judge the file with what is measured and how it is judged; empty: nothing
 */
public record DeployConfig(
        String fleet,
        Hosts hosts,
        Plan plan,
        Hook reload,
        Optional<Probe> probe,
        Optional<Path> judge,
        Server server,
        Grid grid) {

    /**
     * Where certificates come from, and who is told of harm.
     *
     * @param trustedKeys public keys that may sign certificates
     * @param artifacts the file of an artifact by its {@code {revision}} or {@code {digest}}: green builds are pushed by themselves
     */
    public record Grid(List<Path> trustedKeys, Optional<Coordinator> coordinator, Optional<String> artifacts) {}

    /**
     * A coordinator.
     *
     * @param tokenFile holds the deployer's token
     * @param branch whose trunk is blocked for harm
     */
    public record Coordinator(
            String address, boolean tls, Optional<Path> ca, Optional<Path> tokenFile, Optional<String> branch) {}

    /** How hosts are reached. */
    public sealed interface Hosts {}

    /** Hosts that are folders here, by name. */
    public record Folders(Map<String, Path> folders) implements Hosts {}

    /** Hosts behind ssh. */
    public record Ssh(SshAccess access) implements Hosts {}

    /**
     * An address that answers on each host.
     *
     * @param url with {@code {host}} in it where hosts differ
     * @param failures in a row that a host may have
     */
    public record Probe(String url, java.time.Duration patience, int failures) {}

    /**
     * Where the deployer listens, and who may call it.
     *
     * @param listen HOST:PORT
     * @param insecure other machines may call without TLS and tokens
     */
    public record Server(
            String listen, Optional<Path> tokens, Optional<Path> certificate, Optional<Path> key, boolean insecure) {}

    /** Throws IllegalArgumentException with a line for each problem. */
    public static DeployConfig read(Path file, String yaml) {
        return new ConfigReader(file).read(yaml);
    }

    /** The names of its hosts, in the order in which they are switched. */
    public List<String> hostNames() {
        return plan.hosts();
    }
}
