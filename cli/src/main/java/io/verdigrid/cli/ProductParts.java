package io.verdigrid.cli;

import io.grpc.Channel;
import io.verdigrid.cli.console.Problem;
import io.verdigrid.cli.grid.Parts;
import io.verdigrid.coordinator.CoordinatorConfig;
import io.verdigrid.protocol.TimeSource;
import io.verdigrid.worker.WorkerConfig;
import io.verdigrid.worker.WorkerDaemon;
import io.verdigrid.worker.model.WorkerProblem;

/** The product's own coordinator and worker. */
record ProductParts(TimeSource time, String version) implements Parts {
    @Override
    public Coordinator coordinator(CoordinatorConfig config) {
        throw Problem.grid("not joined yet " + config);
    }

    @Override
    public Worker worker(WorkerSettings settings, Channel channel) {
        try {
            return new RunningWorker(WorkerDaemon.start(
                    new WorkerConfig(
                            settings.data(),
                            settings.slots(),
                            settings.labels(),
                            settings.host(),
                            version,
                            settings.cacheBytes()),
                    channel,
                    time));
        } catch (WorkerProblem | IllegalArgumentException e) {
            throw Problem.input(message(e));
        }
    }

    private static String message(Exception e) {
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }

    private record RunningWorker(WorkerDaemon daemon) implements Worker {
        @Override
        public void drain() {
            daemon.drain();
        }

        @Override
        public void awaitEnd() throws InterruptedException {
            try {
                daemon.awaitEnd();
            } catch (WorkerProblem e) {
                throw Problem.input(message(e));
            }
        }

        @Override
        public void close() {
            daemon.close();
        }
    }
}
