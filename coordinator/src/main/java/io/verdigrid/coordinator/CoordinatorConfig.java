package io.verdigrid.coordinator;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How to start a coordinator.
 *
 * @param dataDir folder of its database and blobs; made where it is not there
 * @param listen of gRPC; empty: only the in-process channel
 * @param metricsListen of {@code /metrics} and {@code /healthz}; empty: nowhere
 */
public record CoordinatorConfig(
        Path dataDir,
        Optional<ListenAddress> listen,
        Optional<ListenAddress> metricsListen,
        CoordinatorSecurity security,
        CoordinatorLimits limits,
        TrunkPolicy trunks) {

    /** One whose trunks are blocked as usual. */
    public CoordinatorConfig(
            Path dataDir,
            Optional<ListenAddress> listen,
            Optional<ListenAddress> metricsListen,
            CoordinatorSecurity security,
            CoordinatorLimits limits) {
        this(dataDir, listen, metricsListen, security, limits, TrunkPolicy.USUAL);
    }

    /** A coordinator that listens nowhere, for a grid inside one process. */
    public static CoordinatorConfig embedded(Path dataDir, CoordinatorLimits limits) {
        return new CoordinatorConfig(
                dataDir, Optional.empty(), Optional.empty(), CoordinatorSecurity.LOOPBACK_ONLY, limits);
    }
}
