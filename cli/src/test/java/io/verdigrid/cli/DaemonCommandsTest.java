package io.verdigrid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.verdigrid.cli.console.Exit;
import io.verdigrid.coordinator.ListenAddress;
import io.verdigrid.coordinator.retention.KeptFor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DaemonCommandsTest {
    @TempDir
    Path folder;

    private CommandFixture fixture;

    @BeforeEach
    void start() throws IOException {
        fixture = new CommandFixture(folder);
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void saysWhatIsWrongWithTheFileOfWhomToTell() throws IOException {
        Files.writeString(folder.resolve("notify.yaml"), "mail: { hosts: x }\n");
        try (CommandFixture fixture = new CommandFixture(folder)) {
            assertThat(fixture.run("coordinator", "--notify", "notify.yaml")).isEqualTo(Exit.USAGE);
            assertThat(fixture.console.err())
                    .contains("notify.yaml: mail.host: is missing", "notify.yaml: mail.hosts: is no key here");
        }
        try (CommandFixture fixture = new CommandFixture(folder)) {
            assertThat(fixture.run("coordinator", "--notify", "none.yaml")).isEqualTo(Exit.USAGE);
            assertThat(fixture.console.err())
                    .contains("--notify: no such file: ")
                    .hasLineCount(1);
        }
    }

    @Test
    void coordinatorSaysWhereItListensAndWhatToTypeNext() throws Exception {
        untilInterrupted("coordinator", "--data", "d", "--listen", "127.0.0.1:0", "--metrics-listen", "127.0.0.1:9470");

        assertThat(fixture.console.out())
                .startsWith("Coordinator listens at 127.0.0.1:4711, data in " + folder.resolve("d") + ".\n")
                .contains("verdigrid worker --coordinator 127.0.0.1:4711\n");
        assertThat(fixture.coordinators.get(0).metricsListen()).contains(new ListenAddress("127.0.0.1", 9470));
        assertThat(fixture.coordinators.get(0).security().insecure()).isFalse();
        assertThat(fixture.ends).contains("coordinator closed");
    }

    @Test
    void coordinatorIsToldHowLongToKeepThings() throws Exception {
        untilInterrupted("coordinator", "--listen", "127.0.0.1:0", "--keep-builds", "7d", "--keep-history", "forever");

        assertThat(fixture.coordinators.get(0).limits().keptFor())
                .isEqualTo(new KeptFor(Optional.of(Duration.ofDays(7)), Optional.empty()));
        assertThat(fixture.run("coordinator", "--keep-builds", "0d", "--keep-history", "1h"))
                .isEqualTo(Exit.USAGE);
        assertThat(fixture.console.err())
                .contains("--keep-builds: '0d' is no number of days: wanted 1d to 99999d, or forever")
                .contains("--keep-history: '1h' is no number of days");
    }

    @Test
    void workerDrainsWhenItIsToldToEnd() throws Exception {
        untilInterrupted(
                "worker",
                "--coordinator",
                fixture.coordinator.address(),
                "--slots",
                "3",
                "--label",
                "db=pg",
                "--label",
                "os=other",
                "--cache-size",
                "1g");

        assertThat(fixture.ends).containsExactly("worker drained", "worker closed");
        assertThat(fixture.workers.get(0).slots()).isEqualTo(3);
        assertThat(fixture.workers.get(0).labels()).containsEntry("db", "pg").containsEntry("os", "other");
        assertThat(fixture.workers.get(0).cacheBytes()).isEqualTo(1 << 30);
        assertThat(fixture.workers.get(0).data()).isEqualTo(folder.resolve("home/worker"));
        assertThat(fixture.console.out()).contains("Draining");
    }

    @Test
    void upStartsBothAndEndsTheWorkerFirst() throws Exception {
        untilInterrupted("up", "--slots", "2");

        assertThat(fixture.console.out())
                .startsWith("Verdigrid is up at 127.0.0.1:4711 with 2 slots")
                .contains("Next: verdigrid run --coordinator 127.0.0.1:4711 --project DIR\n")
                .containsPattern("Dashboard: http://127\\.0\\.0\\.1:\\d+/\n");
        assertThat(fixture.ends).startsWith("worker drained", "worker closed", "coordinator closed");
    }

    @Test
    void dashboardServesWithoutAnyCoordinatorYet() throws Exception {
        untilInterrupted("dashboard", "--coordinator", "127.0.0.1:1", "--listen", "127.0.0.1:0");

        assertThat(fixture.console.out())
                .matches("Dashboard of the grid at 127\\.0\\.0\\.1:1: http://127\\.0\\.0\\.1:\\d+/\n");
    }

    @Test
    void dashboardIsForThisMachineOnlyUnlessToldOtherwise() {
        assertThat(fixture.run("dashboard", "--listen", "0.0.0.0:0")).isEqualTo(Exit.USAGE);
        assertThat(fixture.run("up", "--dashboard-listen", "nowhere")).isEqualTo(Exit.USAGE);

        assertThat(fixture.console.err())
                .contains("verdigrid: --listen: 0.0.0.0:0: other machines reach this address, so it needs --insecure\n")
                .contains("verdigrid: --dashboard-listen: not an address: 'nowhere'; wanted HOST:PORT, such as");
    }

    @Test
    void endsWhenTheCoordinatorCannotGoOn() throws Exception {
        for (String daemon : List.of("coordinator", "up")) {
            CompletableFuture<Integer> running = CompletableFuture.supplyAsync(() -> fixture.run(daemon));
            fixture.coordinatorFailure.complete("cannot write to data folder d: No space left on device");

            assertThat(running.get(20, TimeUnit.SECONDS)).isEqualTo(Exit.GRID);
        }
        assertThat(fixture.console.err().lines())
                .containsOnly("verdigrid: the coordinator cannot go on: cannot write to data folder d: No space left on"
                        + " device");
    }

    @Test
    void takesBundlesUpToALimit() throws Exception {
        untilInterrupted("coordinator", "--max-bundle-size", "8g");

        assertThat(fixture.coordinators.get(0).limits().maxBundleBytes()).isEqualTo(8L << 30);
        assertThat(fixture.coordinators.get(0).limits().maxBlobBytes()).isEqualTo(8L << 30);
    }

    @Test
    void countsLicencesOfResources() throws Exception {
        untilInterrupted("coordinator", "--resource", "schema=4", "--resource", "a=b=2");

        assertThat(fixture.coordinators.get(0).limits().licences()).isEqualTo(Map.of("schema", 4, "a=b", 2));
    }

    @Test
    void namesItsHostWhereItListensOnAllAddresses() throws Exception {
        fixture.environment.put("HOSTNAME", "build-1");

        untilInterrupted("coordinator", "--listen", "0.0.0.0:8470", "--insecure");

        assertThat(fixture.console.out()).startsWith("Coordinator listens at build-1:4711, data in ");
    }

    private void untilInterrupted(String... args) throws Exception {
        CompletableFuture<Integer> running = CompletableFuture.supplyAsync(() -> fixture.run(args));
        fixture.interrupts.press();
        assertThat(running.get(20, TimeUnit.SECONDS)).isEqualTo(Exit.OK);
    }
}
