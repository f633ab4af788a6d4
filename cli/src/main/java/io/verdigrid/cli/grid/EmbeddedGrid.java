package io.verdigrid.cli.grid;

import io.grpc.Channel;
import io.verdigrid.coordinator.CoordinatorConfig;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A coordinator in this process, and a worker if there is something to run. */
public final class EmbeddedGrid implements Grid {
    private final Parts.Coordinator coordinator;
    private final Parts.@Nullable Worker worker;
    private boolean closed;

    private EmbeddedGrid(Parts.Coordinator coordinator, Parts.@Nullable Worker worker) {
        this.coordinator = coordinator;
        this.worker = worker;
    }

    /** Starts it on this data folder; without settings there is no worker. */
    public static EmbeddedGrid start(Parts parts, Path data, Optional<Parts.WorkerSettings> settings) {
        Parts.Coordinator coordinator = parts.coordinator(CoordinatorConfig.embedded(data));
        try {
            Parts.Worker worker = settings.isEmpty() ? null : parts.worker(settings.get(), coordinator.channel());
            return new EmbeddedGrid(coordinator, worker);
        } catch (RuntimeException e) {
            coordinator.close();
            throw e;
        }
    }

    @Override
    public Channel channel() {
        return coordinator.channel();
    }

    @Override
    public String name() {
        return "in this process";
    }

    @Override
    public void connectNow() {
        // It is never away.
    }

    /** Ends the runners, then the coordinator; a second call waits for the first. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (worker != null) {
            worker.close();
        }
        coordinator.close();
    }
}
