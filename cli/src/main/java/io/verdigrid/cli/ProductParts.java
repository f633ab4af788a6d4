package io.verdigrid.cli;

import io.grpc.Channel;
import io.verdigrid.cli.console.Problem;
import io.verdigrid.cli.grid.Parts;
import io.verdigrid.coordinator.CoordinatorConfig;
import io.verdigrid.coordinator.CoordinatorServer;
import io.verdigrid.coordinator.ledger.LedgerFailure;
import io.verdigrid.protocol.TimeSource;
import io.verdigrid.worker.WorkerConfig;
import io.verdigrid.worker.WorkerDaemon;
import io.verdigrid.worker.model.WorkerProblem;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** The product's own coordinator and worker. */
record ProductParts(TimeSource time, String version) implements Parts {
    private static final String WHEN_TAKEN =
            ": wait until it ends, give another folder with --data, or, if it serves a grid, use that with --coordinator HOST:PORT";

    @Override
    public Coordinator coordinator(CoordinatorConfig config) {
        try {
            CoordinatorServer server = CoordinatorServer.start(config, time);
            return new Served(server, config, failure(server));
        } catch (LedgerFailure | IllegalArgumentException | IOException e) {
            String message = String.valueOf(e.getMessage());
            boolean taken = message.contains("in use by another process");
            throw Problem.input(taken ? message + WHEN_TAKEN : message);
        }
    }

    private static CompletionStage<String> failure(CoordinatorServer server) {
        CompletableFuture<String> failure = new CompletableFuture<>();
        server.ended().whenComplete((ended, reason) -> {
            if (reason != null) {
                Throwable cause =
                        reason instanceof CompletionException && reason.getCause() != null ? reason.getCause() : reason;
                failure.complete(cause.getMessage() == null ? cause.toString() : cause.getMessage());
            }
        });
        return failure;
    }

    @Override
    public Worker worker(WorkerSettings settings, Channel channel) {
        try {
            WorkerConfig config = new WorkerConfig(
                    settings.data(),
                    settings.slots(),
                    settings.labels(),
                    settings.host(),
                    version,
                    settings.cacheBytes(),
                    settings.startsAhead());
            return new Running(WorkerDaemon.start(config, channel, time));
        } catch (WorkerProblem | IllegalArgumentException e) {
            throw Problem.input(String.valueOf(e.getMessage()));
        }
    }

    private record Served(CoordinatorServer server, CoordinatorConfig config, CompletionStage<String> failure)
            implements Coordinator {
        @Override
        public Channel channel() {
            return server.inProcessChannel();
        }

        @Override
        public int port() {
            return config.listen().isPresent() ? server.port() : 0;
        }

        @Override
        public int metricsPort() {
            return config.metricsListen().isPresent() ? server.metricsPort() : 0;
        }

        @Override
        public void close() {
            server.close();
        }
    }

    private record Running(WorkerDaemon daemon) implements Worker {
        @Override
        public void drain() {
            daemon.drain();
        }

        @Override
        public void awaitEnd() throws InterruptedException {
            try {
                daemon.awaitEnd();
            } catch (WorkerProblem e) {
                throw Problem.input(String.valueOf(e.getMessage()));
            }
        }

        @Override
        public void close() {
            daemon.close();
        }
    }
}
