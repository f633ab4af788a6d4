package io.verdigrid.cli;

import io.grpc.Channel;
import io.verdigrid.cli.console.Problem;
import io.verdigrid.cli.grid.Parts;
import io.verdigrid.coordinator.CoordinatorConfig;
import io.verdigrid.protocol.TimeSource;

/** The product's own coordinator and worker. */
record ProductParts(TimeSource time, String version) implements Parts {
    @Override
    public Coordinator coordinator(CoordinatorConfig config) {
        throw Problem.grid("not joined yet " + config);
    }

    @Override
    public Worker worker(WorkerSettings settings, Channel channel) {
        throw Problem.grid("not joined yet " + settings + channel);
    }
}
