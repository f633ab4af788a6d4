package io.verdigrid.deployer;

import io.grpc.ManagedChannel;
import io.verdigrid.deployer.config.DeployConfig;
import io.verdigrid.deployer.rollout.Admission;
import io.verdigrid.deployer.rollout.Gate;
import io.verdigrid.deployer.rollout.Listeners;
import io.verdigrid.deployer.rollout.Rollout;
import io.verdigrid.deployer.rpc.CertificateInbox;
import io.verdigrid.deployer.rpc.GridAnnouncer;
import io.verdigrid.deployer.rpc.TrunkGate;
import io.verdigrid.protocol.ClientChannels;
import io.verdigrid.protocol.TimeSource;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;

/** A deployer's connection to its coordinator, if it has one. Thread-safe. */
final class GridLink implements AutoCloseable {
    private final DeployConfig config;
    private final Optional<ManagedChannel> channel;

    private GridLink(DeployConfig config, Optional<ManagedChannel> channel) {
        this.config = config;
        this.channel = channel;
    }

    /** Connects with the first call. Throws IllegalArgumentException, or an IOException, that names what is wrong. */
    static GridLink open(DeployConfig config) throws IOException {
        Optional<DeployConfig.Coordinator> told = config.grid().coordinator();
        if (told.isEmpty()) {
            return new GridLink(config, Optional.empty());
        }
        DeployConfig.Coordinator coordinator = told.get();
        Optional<String> token = Optional.empty();
        if (coordinator.tokenFile().isPresent()) {
            if (!Files.isReadable(coordinator.tokenFile().get())) {
                throw new IllegalArgumentException("coordinator.token-file: cannot read "
                        + coordinator.tokenFile().get());
            }
            token = Optional.of(Files.readString(coordinator.tokenFile().get()).strip());
        }
        ClientChannels.Security security = new ClientChannels.Security(coordinator.tls(), coordinator.ca(), token);
        return new GridLink(config, Optional.of(ClientChannels.open(coordinator.address(), security)));
    }

    /** {@code owner} is this deployer, for others. */
    Listeners listeners(String owner) {
        String branch = config.grid()
                .coordinator()
                .flatMap(DeployConfig.Coordinator::branch)
                .orElse("");
        return new Listeners(gate(), channel.map(open -> new GridAnnouncer(open, config.fleet(), owner, branch)));
    }

    private Optional<Gate> gate() {
        Optional<String> branch = config.grid().coordinator().flatMap(DeployConfig.Coordinator::branch);
        return channel.isPresent() && branch.isPresent()
                ? Optional.of(new TrunkGate(channel.get(), branch.get(), config.fleet()))
                : Optional.empty();
    }

    Optional<CertificateInbox> inbox(Rollout rollout, Admission admission, TimeSource time) {
        return channel.isPresent() && config.grid().artifacts().isPresent()
                ? Optional.of(new CertificateInbox(
                        channel.get(), config.grid().artifacts().get(), rollout, admission, time))
                : Optional.empty();
    }

    @Override
    public void close() {
        channel.ifPresent(ManagedChannel::shutdownNow);
    }
}
