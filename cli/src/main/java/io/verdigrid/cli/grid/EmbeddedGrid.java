package io.verdigrid.cli.grid;

import io.grpc.Channel;
import io.verdigrid.cli.console.Problem;
import io.verdigrid.coordinator.CoordinatorConfig;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A coordinator in this process, and a worker if there is something to run. */
public final class EmbeddedGrid implements Grid {
    private final Parts.Coordinator coordinator;
    private final Parts.@Nullable Worker worker;
    private volatile @Nullable String failure;
    private boolean closed;

    private EmbeddedGrid(Parts.Coordinator coordinator, Parts.@Nullable Worker worker) {
        this.coordinator = coordinator;
        this.worker = worker;
        coordinator.failure().thenAccept(why -> failure = why);
    }

    /** Starts it; without settings there is no worker. */
    public static EmbeddedGrid start(Parts parts, CoordinatorConfig config, Optional<Parts.WorkerSettings> settings) {
        Parts.Coordinator coordinator = parts.coordinator(config);
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
        String why = failure;
        if (why != null) {
            throw Problem.grid("the coordinator in this process cannot go on: " + why);
        }
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
