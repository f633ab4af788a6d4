package io.verdigrid.cli;

import io.grpc.ManagedChannel;
import io.verdigrid.cli.grid.HostName;
import io.verdigrid.cli.grid.Parts;
import io.verdigrid.cli.grid.RemoteGrid;
import io.verdigrid.coordinator.CoordinatorConfig;
import io.verdigrid.coordinator.CoordinatorLimits;
import io.verdigrid.coordinator.CoordinatorSecurity;
import io.verdigrid.coordinator.ListenAddress;
import io.verdigrid.protocol.ClientChannels;
import io.verdigrid.protocol.TimeSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A grid and a run on it in one process, over loopback, for the launcher: the classes that this loads are archived, so that later
 * starts map them instead of reading them.
 */
final class TrainingRun {
    private TrainingRun() {}

    /** Runs in the folder of the first argument, where it leaves its data. */
    public static void main(String[] args) throws IOException {
        LogSetup.off();
        Path folder = Path.of(args[0]);
        TimeSource time = TimeSource.system();
        Parts parts = new ProductParts(time, Version.text());
        CoordinatorConfig config = new CoordinatorConfig(
                folder.resolve("data"),
                Optional.of(ListenAddress.ANY_LOOPBACK),
                Optional.empty(),
                CoordinatorSecurity.LOOPBACK_ONLY,
                CoordinatorLimits.DEFAULT);
        Parts.WorkerSettings settings = new Parts.WorkerSettings(
                folder.resolve("worker"), 1, new TreeMap<>(), HostName.of(System.getenv()), WorkerOptions.USUAL_CACHE);
        try (Parts.Coordinator coordinator = parts.coordinator(config)) {
            String address = "127.0.0.1:" + coordinator.port();
            ManagedChannel channel = RemoteGrid.channel(address, ClientChannels.Security.NONE);
            Parts.Worker worker = parts.worker(settings, channel);
            try {
                String empty = Files.createDirectories(folder.resolve("empty")).toString();
                // Finds nothing, and ends by itself.
                Main.run(
                        "run",
                        "--coordinator",
                        address,
                        "--data",
                        folder.resolve("client").toString(),
                        "--classpath",
                        empty,
                        "--select-class",
                        "none.Such");
                Main.run("workers", "--coordinator", address);
                Main.run("builds", "--coordinator", address);
                Main.run("tests", "--coordinator", address);
            } finally {
                worker.close();
                channel.shutdownNow();
            }
        }
        System.exit(0);
    }
}
