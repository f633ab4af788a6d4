package io.verdigrid.cli.grid;

import io.grpc.Channel;
import io.verdigrid.coordinator.CoordinatorConfig;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.concurrent.CompletionStage;

/** Starts the parts of a grid in this process; whatever keeps one from starting is a {@link io.verdigrid.cli.console.Problem}. */
public interface Parts {
    /** A coordinator that serves when this returns. */
    Coordinator coordinator(CoordinatorConfig config);

    /** A worker that connects over this channel, which stays the caller's. */
    Worker worker(WorkerSettings settings, Channel channel);

    /**
     * What a worker is told.
     *
     * @param slots runners at once
     * @param host for people
     * @param cacheBytes that its blobs may take
     * @param startsAhead idle slots start a runner for what another slot was given
     */
    record WorkerSettings(
            Path data, int slots, SortedMap<String, String> labels, String host, long cacheBytes, boolean startsAhead) {
        /** Of a worker that starts runners ahead. */
        public WorkerSettings(Path data, int slots, SortedMap<String, String> labels, String host, long cacheBytes) {
            this(data, slots, labels, host, cacheBytes, true);
        }
    }

    /** A coordinator that runs. */
    interface Coordinator extends AutoCloseable {
        /** Without a port. */
        Channel channel();

        /** Of gRPC; 0: it does not listen. */
        int port();

        /** Of metrics; 0: it does not listen. */
        int metricsPort();

        /** Completes, with a sentence for people, where it could not go on and ended itself; else never. */
        CompletionStage<String> failure();

        @Override
        void close();
    }

    /** A worker that runs. */
    interface Worker extends AutoCloseable {
        /** Takes no more, finishes or hands back what it holds, and goes. */
        void drain();

        /** Returns when it has gone; throws a Problem where the coordinator refused it. */
        void awaitEnd() throws InterruptedException;

        /** Ends its runners at once. */
        @Override
        void close();
    }
}
