package io.verdigrid.cli;

import io.grpc.Channel;
import io.verdigrid.cli.fakes.FakeConsole;
import io.verdigrid.cli.fakes.FakeCoordinator;
import io.verdigrid.cli.fakes.FakeInterrupts;
import io.verdigrid.cli.fakes.FakeTime;
import io.verdigrid.cli.grid.Grid;
import io.verdigrid.cli.grid.Grids;
import io.verdigrid.cli.grid.Parts;
import io.verdigrid.cli.grid.RemoteGrid;
import io.verdigrid.coordinator.CoordinatorConfig;
import io.verdigrid.coordinator.CoordinatorLimits;
import io.verdigrid.protocol.ClientChannels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/** Runs commands as the process would, against a fake coordinator; every grid is that one, embedded or not. */
final class CommandFixture implements AutoCloseable, Grids, Parts {
    final FakeCoordinator coordinator = new FakeCoordinator();
    final FakeConsole console = FakeConsole.plain();
    final FakeTime time = new FakeTime();
    final FakeInterrupts interrupts = new FakeInterrupts();
    final Map<String, String> environment = new HashMap<>();
    final List<String> embedded = new ArrayList<>();
    final List<Map<String, Integer>> licences = new ArrayList<>();
    final List<ClientChannels.Security> connected = new ArrayList<>();
    final List<String> addresses = new ArrayList<>();
    final List<CoordinatorConfig> coordinators = new ArrayList<>();
    final List<WorkerSettings> workers = new ArrayList<>();
    final List<String> ends = new ArrayList<>();
    final CompletableFuture<String> coordinatorFailure = new CompletableFuture<>();
    Consumer<Channel> whatWorkersDo = channel -> {};
    private final Path folder;

    CommandFixture(Path folder) throws IOException {
        this.folder = folder;
        environment.put("VERDIGRID_HOME", folder.resolve("home").toString());
    }

    /** A coordinator has kept data in the usual folder. */
    void keepData() throws IOException {
        Path home = Files.createDirectories(folder.resolve("home"));
        Files.writeString(home.resolve("verdigrid-data"), "verdigrid-data 1\n");
    }

    int run(String... args) {
        Surroundings surroundings = new Surroundings(console.console(), environment, folder, time, this, interrupts);
        return new Commands(surroundings, this).execute(args);
    }

    @Override
    public Grid connect(String hostPort, ClientChannels.Security security, Duration patience) {
        connected.add(security);
        addresses.add(hostPort);
        return RemoteGrid.connect(hostPort, security, time, patience);
    }

    @Override
    public Grid embed(Path data, int slots, CoordinatorLimits limits) {
        embedded.add(data + " with " + slots);
        licences.add(limits.licences());
        return RemoteGrid.connect(coordinator.address(), ClientChannels.Security.NONE, time, Duration.ofSeconds(10));
    }

    @Override
    public Coordinator coordinator(CoordinatorConfig config) {
        coordinators.add(config);
        return new Coordinator() {
            @Override
            public Channel channel() {
                return RemoteGrid.channel(coordinator.address(), ClientChannels.Security.NONE);
            }

            @Override
            public int port() {
                return 4711;
            }

            @Override
            public int metricsPort() {
                return 0;
            }

            @Override
            public CompletionStage<String> failure() {
                return coordinatorFailure;
            }

            @Override
            public void close() {
                ends.add("coordinator closed");
            }
        };
    }

    @Override
    public Worker worker(WorkerSettings settings, Channel channel) {
        workers.add(settings);
        whatWorkersDo.accept(channel);
        CountDownLatch drained = new CountDownLatch(1);
        return new Worker() {
            @Override
            public void drain() {
                ends.add("worker drained");
                drained.countDown();
            }

            @Override
            public void awaitEnd() throws InterruptedException {
                drained.await();
            }

            @Override
            public void close() {
                ends.add("worker closed");
            }
        };
    }

    @Override
    public void close() {
        coordinator.close();
    }
}
