package io.verdigrid.cli;

import io.verdigrid.cli.bundle.BundleBuilder;
import io.verdigrid.cli.console.Problem;
import io.verdigrid.cli.grid.HostName;
import io.verdigrid.coordinator.CoordinatorConfig;
import io.verdigrid.coordinator.CoordinatorLimits;
import io.verdigrid.coordinator.CoordinatorSecurity;
import io.verdigrid.coordinator.ListenAddress;
import io.verdigrid.coordinator.TrunkPolicy;
import io.verdigrid.coordinator.retention.KeptFor;
import io.verdigrid.coordinator.telling.TellingConfig;
import io.verdigrid.coordinator.telling.TellingFile;
import io.verdigrid.protocol.Protocol;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where a coordinator listens, and who may call it. */
final class ServerOptions {
    /** Hosts that say where to listen, and not whom to call. */
    private static final Set<String> ANY = Set.of("0.0.0.0", "[::]", "*");

    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            description = "Where to listen. Other addresses than loopback need --tls-cert, --tls-key and --tokens, or"
                    + " --insecure. Default: 127.0.0.1:" + Protocol.DEFAULT_PORT + ".")
    String listen = "127.0.0.1:" + Protocol.DEFAULT_PORT;

    @Option(
            names = "--metrics-listen",
            paramLabel = "HOST:PORT",
            description = "Where /metrics and /healthz answer. Default: nowhere.")
    @Nullable
    String metricsListen;

    @Option(
            names = "--tokens",
            paramLabel = "FILE",
            description = "Lines of `role token`; roles: ci, worker, viewer, operator, deployer.")
    @Nullable
    String tokens;

    @Option(names = "--tls-cert", paramLabel = "FILE", description = "The certificate chain, as PEM.")
    @Nullable
    String tlsCert;

    @Option(names = "--tls-key", paramLabel = "FILE", description = "The private key, as PEM (PKCS#8).")
    @Nullable
    String tlsKey;

    @Option(
            names = "--insecure",
            description =
                    "Listen on any address without TLS or tokens: whoever reaches it may run code on the workers.")
    boolean insecure;

    @Option(
            names = "--max-bundle-size",
            paramLabel = "SIZE",
            converter = SizeConverter.class,
            description = "The largest bundle that a build may have. Default: 4g.")
    long maxBundleSize = BundleBuilder.DEFAULT_LIMIT;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Builds, history and blobs. Default: $$VERDIGRID_HOME, else ~/.verdigrid.")
    @Nullable
    String data;

    @Option(
            names = "--gate",
            paramLabel = "BRANCH",
            description =
                    "A branch that a red build of lane main blocks; * stands for any characters. Repeats; none: no"
                            + " branch. Default: main, master and trunk.")
    List<String> gates = new ArrayList<>();

    @Option(
            names = "--notify",
            paramLabel = "FILE",
            description =
                    "Whom to tell of red builds and of trunks, by mail and webhooks: see docs/telling.md. Default:"
                            + " nobody.")
    @Nullable
    String notify;

    @Mixin
    private final RetentionOptions retention = new RetentionOptions();

    @Mixin
    private final ResourceOptions resources = new ResourceOptions();

    /** The coordinator's configuration; all that is wrong with it is one Problem. */
    CoordinatorConfig config(Surroundings surroundings) {
        List<String> problems = new ArrayList<>();
        Optional<ListenAddress> grpc = address(problems, "--listen", listen);
        Optional<ListenAddress> metrics =
                metricsListen == null ? Optional.empty() : address(problems, "--metrics-listen", metricsListen);
        Optional<Path> tokenFile = file(surroundings, problems, "--tokens", tokens);
        Optional<Path> certificate = file(surroundings, problems, "--tls-cert", tlsCert);
        Optional<Path> key = file(surroundings, problems, "--tls-key", tlsKey);
        if ((tlsCert == null) != (tlsKey == null)) {
            problems.add("--tls-cert and --tls-key go together: give both or none");
        }
        TellingConfig telling = telling(surroundings, problems);
        Map<String, Integer> licences = resources.licences(problems);
        KeptFor keptFor = retention.keptFor(problems);
        if (!problems.isEmpty()) {
            throw Problem.input(String.join("\n", problems));
        }
        return new CoordinatorConfig(
                GridOptions.dataFolder(surroundings, data),
                grpc,
                metrics,
                new CoordinatorSecurity(tokenFile, certificate, key, insecure),
                CoordinatorLimits.DEFAULT
                        .withBundlesOf(maxBundleSize)
                        .withLicences(licences)
                        .withKeptFor(keptFor),
                policy(),
                telling);
    }

    private TellingConfig telling(Surroundings surroundings, List<String> problems) {
        Optional<Path> file = file(surroundings, problems, "--notify", notify);
        if (file.isEmpty() || !Files.isReadable(file.get())) {
            return TellingConfig.NOBODY;
        }
        try {
            return TellingFile.read(file.get(), surroundings.environment());
        } catch (IllegalArgumentException e) {
            problems.add(e.getMessage());
            return TellingConfig.NOBODY;
        }
    }

    private TrunkPolicy policy() {
        if (gates.isEmpty()) {
            return TrunkPolicy.USUAL;
        }
        return new TrunkPolicy(gates.equals(List.of("none")) ? List.of() : gates);
    }

    /** The address as others may type it, with the port that it got. */
    String address(Map<String, String> environment, int port) {
        String host = listen.substring(0, listen.lastIndexOf(':'));
        return (ANY.contains(host) ? HostName.of(environment) : host) + ":" + port;
    }

    /** Where metrics are, with the port that they got. */
    String metricsAddress(int port) {
        String told = String.valueOf(metricsListen);
        return told.substring(0, told.lastIndexOf(':')) + ":" + port + "/metrics";
    }

    /** What clients must add to reach it. */
    String clientOptions() {
        return tlsCert != null ? " --tls" : "";
    }

    private static Optional<ListenAddress> address(List<String> problems, String option, String told) {
        try {
            return Optional.of(ListenAddress.parse(told));
        } catch (IllegalArgumentException e) {
            problems.add(option + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    private static Optional<Path> file(
            Surroundings surroundings, List<String> problems, String option, @Nullable String told) {
        if (told == null) {
            return Optional.empty();
        }
        Path file = surroundings.resolve(told);
        if (!Files.isReadable(file)) {
            problems.add(option + ": " + (Files.exists(file) ? "cannot read " : "no such file: ") + file);
        }
        return Optional.of(file);
    }
}
