package io.verdigrid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.verdigrid.cli.console.Exit;
import io.verdigrid.cli.fakes.FakeConsole;
import io.verdigrid.cli.fakes.FakeInterrupts;
import io.verdigrid.coordinator.CoordinatorConfig;
import io.verdigrid.coordinator.CoordinatorLimits;
import io.verdigrid.coordinator.CoordinatorSecurity;
import io.verdigrid.coordinator.CoordinatorServer;
import io.verdigrid.coordinator.ListenAddress;
import io.verdigrid.protocol.TimeSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Builds on a real coordinator that no worker comes to. */
@Timeout(60)
class EmptyGridTest {
    @TempDir
    Path folder;

    private final TimeSource time = TimeSource.system();
    private final FakeConsole console = FakeConsole.plain();

    @Test
    void aBuildIsGivenUpWhenNoWorkerComes() throws Exception {
        CoordinatorConfig config = new CoordinatorConfig(
                folder.resolve("data"),
                Optional.of(ListenAddress.parse("localhost:0")),
                Optional.empty(),
                CoordinatorSecurity.LOOPBACK_ONLY,
                CoordinatorLimits.DEFAULT);
        try (CoordinatorServer server = CoordinatorServer.start(config, time)) {
            int status = run(
                    "run",
                    "--coordinator",
                    "localhost:" + server.port(),
                    "--wait-for-worker",
                    "1500ms",
                    "--classpath",
                    Files.createDirectories(folder.resolve("classes")).toString(),
                    "--select-class",
                    "a.A");
            assertThat(console.err())
                    .contains("no worker came within 1.50 s (--wait-for-worker); the build was cancelled");
            assertThat(status).isEqualTo(Exit.GRID);
        }
    }

    private int run(String... args) {
        ProductParts parts = new ProductParts(time, "1");
        Map<String, String> environment =
                Map.of("VERDIGRID_HOME", folder.resolve("home").toString());
        Surroundings surroundings = new Surroundings(
                console.console(),
                environment,
                folder,
                time,
                new ProductGrids(parts, environment, time),
                new FakeInterrupts());
        return new Commands(surroundings, parts).execute(args);
    }
}
