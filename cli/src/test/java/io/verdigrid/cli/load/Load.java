package io.verdigrid.cli.load;

import io.verdigrid.cli.load.ServerProcess.Cost;
import io.verdigrid.protocol.TimeSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Loads a coordinator, in a process of its own, with light workers, and compares it with gRPC and RocksDB alone. */
@Command(name = "load.sh", mixinStandardHelpOptions = true, description = "Loads a coordinator with light workers.")
final class Load implements Callable<Integer> {
    /** Milliseconds that a test of the suite takes on the mean: 40,000 of them take 8 hours. */
    private static final long MEAN_TEST_MS = 720;

    private static final int TESTS_PER_CLASS = 13;

    @Option(names = "--verdigrid", required = true, description = "The script that starts the coordinator.")
    private Path verdigrid = Path.of("");

    @Option(names = "--work", required = true, description = "Folder for data and logs.")
    private Path work = Path.of("");

    @Option(names = "--workers", description = "Light workers. Default: ${DEFAULT-VALUE}.")
    private int workers = 1000;

    @Option(names = "--slots", description = "Slots of each. Default: ${DEFAULT-VALUE}.")
    private int slots = 8;

    @Option(names = "--tests", split = ",", description = "Sizes to measure, each with a fresh coordinator.")
    private List<Integer> tests = List.of(40_000, 400_000);

    @Option(names = "--builds", description = "Builds of each size, one after the other. Default: ${DEFAULT-VALUE}.")
    private int builds = 2;

    @Option(
            names = "--paced-tests",
            description = "Tests of the build in which each test takes its time; 0: none. Default: ${DEFAULT-VALUE}.")
    private int pacedTests = 200_000;

    @Option(
            names = "--pace",
            description = "There a test takes 0.72 s on the mean, times this. Default: ${DEFAULT-VALUE}.")
    private double pace = 1;

    @Option(names = "--no-limit", description = "Leave gRPC and RocksDB by themselves out.")
    private boolean noLimit;

    @Option(names = "--jfr", description = "Record a profile of each coordinator into the work folder.")
    private boolean jfr;

    @Option(names = "--seed", description = "Of the suites. Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    private final TimeSource time = TimeSource.system();

    /** Ends with 0, or with 1 and the reason if anything was not as it must be. */
    public static void main(String[] args) {
        LightFleet.quiet();
        System.exit(new CommandLine(new Load()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        say("%d workers x %d slots; each test's verdict is checked through the API", workers, slots);
        List<Double> cold = new ArrayList<>();
        for (int size : tests) {
            cold.add(burst(size));
        }
        for (int i = 1; i < cold.size(); i++) {
            say(
                    "%.1f times the tests took %.1f times the coordinator's CPU, first build of a fresh process each",
                    (double) tests.get(i) / tests.get(0), cold.get(i) / cold.get(0));
        }
        if (pacedTests > 0) {
            paced();
        }
        return 0;
    }

    /** Results as fast as they go; the coordinator's CPU seconds for the first build, its start included. */
    private double burst(int size) throws Exception {
        LoadUnits units = new LoadUnits(suite(size, 1));
        Path data = work.resolve("data-" + size);
        double firstCpu = 0;
        List<Double> rates = new ArrayList<>();
        try (ServerProcess server = coordinator("coordinator-" + size, data);
                LightFleet fleet = new LightFleet(server.address(), workers, slots, time)) {
            fleet.awaitWelcome();
            for (int build = 1; build <= builds; build++) {
                say(
                        "%n%,d tests in %,d classes, build %d, results as fast as they go",
                        units.tests(), units.count(), build);
                Round round = new Round(units, 0);
                Cost after = build(server, fleet, round);
                rates.add(units.tests() / round.seconds());
                firstCpu = build == 1 ? after.cpuSeconds() : firstCpu;
            }
        }
        if (!noLimit) {
            List<Double> limits = new RawLimit(work, workers, slots, time).measure(units, data, builds);
            for (int i = 0; i < builds; i++) {
                say("the coordinator reached %.2f of gRPC and RocksDB, build %d", rates.get(i) / limits.get(i), i + 1);
            }
        }
        return firstCpu;
    }

    /** Results as a grid of this size makes them. */
    private void paced() throws Exception {
        LoadUnits warmUp = new LoadUnits(suite(tests.get(0), 1));
        // Less spread, so that the longest class does not prolong it.
        LoadUnits units = new LoadUnits(suite(pacedTests, 0.3));
        try (ServerProcess server = coordinator("coordinator-paced", work.resolve("data-paced"));
                LightFleet fleet = new LightFleet(server.address(), workers, slots, time)) {
            fleet.awaitWelcome();
            say("%nTo warm up, %,d tests as fast as they go", warmUp.tests());
            build(server, fleet, new Round(warmUp, 0));
            double seconds = pace * MEAN_TEST_MS / 1000;
            say(
                    "%n%,d tests in %,d classes, each test taking its time, %.2f s on the mean: %,.0f results/s while all slots are busy",
                    units.tests(), units.count(), seconds, workers * slots / seconds);
            build(server, fleet, new Round(units, pace));
        }
    }

    private SyntheticSuite suite(int size, double spread) {
        return new SyntheticSuite(size, Math.max(1, size / TESTS_PER_CLASS), size * MEAN_TEST_MS, spread, seed);
    }

    private ServerProcess coordinator(String name, Path data) throws Exception {
        Files.createDirectories(work);
        String options = jfr
                ? "-XX:StartFlightRecording=settings=profile,dumponexit=true,filename="
                        + work.resolve(name + ".jfr").toAbsolutePath()
                : "";
        String given = System.getenv().getOrDefault("VERDIGRID_OPTS", "");
        List<String> command =
                List.of(verdigrid.toString(), "coordinator", "--data", data.toString(), "--listen", "127.0.0.1:0");
        return ServerProcess.start(
                command, Map.of("VERDIGRID_OPTS", (given + " " + options).trim()), work.resolve(name + ".log"));
    }

    private Cost build(ServerProcess server, LightFleet fleet, Round round) throws Exception {
        @Nullable Cost[] planned = new Cost[1];
        long[] plannedNanos = new long[1];
        round.onFirst(() -> {
            plannedNanos[0] = time.nanos();
            planned[0] = cost(server);
        });
        fleet.begin(round);
        Cost before = server.cost();
        long beganNanos = time.nanos();
        GridBuild build = GridBuild.submit(fleet.anyChannel(), "load-" + round.units.tests());
        var end = build.awaitEnd(1800);
        long tookNanos = time.nanos() - beganNanos;
        fleet.check();
        // The build ends when its results are durable; the last acknowledgements may be on their way.
        if (!round.await(30)) {
            throw new IllegalStateException("only " + round.acknowledged() + " attempts were acknowledged");
        }
        Cost after = server.cost();
        if (build.watched() != round.units.tests()) {
            throw new IllegalStateException("the watch brought " + build.watched() + " results");
        }
        build.verify(round.units);
        Cost listed = server.cost();
        Cost plan = planned[0] == null ? before : planned[0];
        say(
                "  build %s %s: %.2f s, of it %.2f s until the first lease of a unit",
                end.getId(), end.getStatus(), tookNanos / 1e9, (plannedNanos[0] - beganNanos) / 1e9);
        say(
                "  durable results a second   %,.0f (%,d messages)",
                round.units.tests() / round.seconds(), round.messages.sum());
        say(
                "  coordinator's CPU          %.2f s: plan %.2f, results %.2f, and %.2f for the list of verdicts; %.1f us a test",
                after.since(before),
                plan.since(before),
                after.since(plan),
                listed.since(after),
                after.since(before) * 1e6 / round.units.tests());
        say("  of it                      %s", after.threadsSince(before));
        say("  cores busy meanwhile       %.2f", after.since(plan) / round.seconds());
        say("  peak RSS of the process    %s", after.peak());
        say("  report to acknowledgement  %s", round.toAck);
        say("  idle to lease              %s", round.toLease);
        return after;
    }

    private static Cost cost(ServerProcess server) {
        try {
            return server.cost();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void say(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
