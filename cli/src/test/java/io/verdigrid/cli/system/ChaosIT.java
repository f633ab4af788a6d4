package io.verdigrid.cli.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A coordinator and three workers as processes run a published suite, while a random runner, worker or the coordinator is
 * killed every few seconds, and the verdicts are those of a run in which nobody is killed.
 *
 * <p>The seeds are the property {@code verdigrid.chaos.seeds}, separated by commas.
 */
class ChaosIT {
    private static final int WORKERS = 3;
    private static final int MOST_KILLS = 15;

    private static List<String> suite = List.of();
    private static Map<String, Integer> undisturbed = Map.of();

    static List<Long> seeds() {
        List<Long> seeds = new ArrayList<>();
        for (String seed : System.getProperty("verdigrid.chaos.seeds", "1,2").split(",")) {
            seeds.add(Long.parseLong(seed.strip()));
        }
        return seeds;
    }

    @BeforeAll
    static void runTheSuiteUndisturbed(@TempDir Path folder) throws Exception {
        suite = PublishedSuite.options();
        List<String> arguments = new ArrayList<>(List.of("run", "--reports-dir", folder + "/reports", "--slots", "2"));
        arguments.addAll(suite);
        Verdigrid run = Verdigrid.start(folder, "undisturbed", arguments);
        assertThat(run.exitStatus(300)).as(run.output()).isZero();
        undisturbed = Verdicts.read(folder.resolve("reports"));
        assertThat(Verdicts.count(undisturbed)).isGreaterThan(2_000);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void killsChangeNoVerdict(long seed, @TempDir Path folder) throws Exception {
        try (Grid grid = new Grid(folder, seed)) {
            Verdigrid run = grid.run();
            List<String> kills = new ArrayList<>();
            while (!run.endsWithin(grid.pause()) && kills.size() < MOST_KILLS) {
                kills.add(grid.killSomething());
            }
            System.out.println("seed " + seed + ": " + String.join(", ", kills));

            assertThat(run.exitStatus(300))
                    .as("seed " + seed + "\n" + run.output())
                    .isZero();
            assertThat(kills).as("seed " + seed).hasSizeGreaterThan(2);
            assertThat(Verdicts.read(folder.resolve("reports")))
                    .as("seed " + seed + ", killed " + kills)
                    .isEqualTo(undisturbed);
        }
    }

    /** The processes of one run. */
    private static final class Grid implements AutoCloseable {
        private final Path folder;
        private final Random random;
        private final int port = Verdigrid.freePort();
        private final Verdigrid[] workers = new Verdigrid[WORKERS];
        private Verdigrid coordinator;

        Grid(Path folder, long seed) throws IOException, InterruptedException {
            this.folder = folder;
            this.random = new Random(seed);
            coordinator = startCoordinator().awaitLine("listens at", 60);
            for (int i = 0; i < WORKERS; i++) {
                workers[i] = startWorker(i);
            }
        }

        long pause() {
            return 1_000L + random.nextInt(2_500);
        }

        Verdigrid run() throws IOException {
            List<String> arguments = new ArrayList<>(List.of(
                    "run",
                    "--coordinator",
                    address(),
                    "--connect-timeout",
                    "2m",
                    "--reports-dir",
                    folder + "/reports"));
            arguments.addAll(suite);
            return Verdigrid.start(folder, "run", arguments);
        }

        /** Kills something and starts it again where the grid does not; says what it was. */
        String killSomething() throws IOException, InterruptedException {
            int dice = random.nextInt(10);
            int which = random.nextInt(WORKERS);
            if (dice < 2) {
                coordinator.kill();
                coordinator = startCoordinator();
                return "coordinator";
            }
            if (dice < 5) {
                List<ProcessHandle> orphans = workers[which].runners();
                workers[which].kill();
                workers[which] = startWorker(which);
                assertThat(orphans)
                        .as("runners whose worker was killed")
                        .allSatisfy(runner -> runner.onExit().join());
                return "worker " + which;
            }
            List<ProcessHandle> runners = workers[which].runners();
            if (runners.isEmpty()) {
                return "nothing: worker " + which + " has no runner";
            }
            runners.get(random.nextInt(runners.size())).destroyForcibly();
            return "a runner of worker " + which;
        }

        private Verdigrid startCoordinator() throws IOException {
            return Verdigrid.start(
                    folder,
                    "coordinator",
                    List.of(
                            "coordinator",
                            "--data",
                            folder + "/data",
                            "--listen",
                            address(),
                            "--metrics-listen",
                            "127.0.0.1:0"));
        }

        private Verdigrid startWorker(int number) throws IOException {
            return Verdigrid.start(
                    folder,
                    "worker-" + number,
                    List.of(
                            "worker",
                            "--coordinator",
                            address(),
                            "--slots",
                            "1",
                            "--data",
                            folder + "/worker-" + number));
        }

        private String address() {
            return "127.0.0.1:" + port;
        }

        @Override
        public void close() throws IOException {
            for (Verdigrid worker : workers) {
                if (worker != null) {
                    worker.kill();
                }
            }
            coordinator.kill();
            Path keep = Path.of("target", "chaos");
            Files.createDirectories(keep);
            for (String log : List.of("coordinator", "worker-0", "worker-1", "worker-2", "run")) {
                Path from = folder.resolve(log + ".log");
                if (Files.exists(from)) {
                    Files.copy(from, keep.resolve(log + ".log"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }
}
