package io.verdigrid.cli;

import io.verdigrid.cli.console.Exit;
import io.verdigrid.cli.console.HumanTime;
import io.verdigrid.cli.console.JsonWriter;
import io.verdigrid.cli.console.Problem;
import io.verdigrid.cli.console.Table;
import io.verdigrid.cli.console.Table.Column;
import io.verdigrid.cli.run.Words;
import io.verdigrid.coordinator.simulation.Fleet;
import io.verdigrid.coordinator.simulation.Policy;
import io.verdigrid.coordinator.simulation.Scenario;
import io.verdigrid.coordinator.simulation.Simulation;
import io.verdigrid.coordinator.simulation.SimulationResult;
import io.verdigrid.coordinator.simulation.Suite;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says what a suite would take on another fleet or under another policy. */
@Command(
        name = "simulate",
        description =
                "Says what a suite would take on another fleet, and under other policies: drives the coordinator's"
                        + " own scheduler in virtual time. Nothing is run.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  verdigrid simulate --synthetic --slots 64",
            "  verdigrid simulate --build 0A1B2C --slots 128 --workers 16 --noise 0.4",
            "  verdigrid simulate --durations suite.csv --slots 64 --slow 1=30 --policy verdigrid --json"
        })
final class SimulateCommand implements Callable<Integer> {
    private static final Duration LONGEST_LATENCY = Duration.ofMinutes(10);

    private final Surroundings surroundings;

    @Mixin
    private final SimulatedSuite suiteOptions = new SimulatedSuite();

    @Mixin
    private final SimulatedFleet fleetOptions = new SimulatedFleet();

    @Option(
            names = "--noise",
            paramLabel = "SIGMA",
            description = "Sigma of the log-normal error of what history says of each test, such as 0.4. Default: 0.")
    double noise;

    @Option(
            names = "--dispatch-latency",
            paramLabel = "TIME",
            description = "From a slot's asking until it has its work. Default: 20ms.")
    Duration dispatchLatency = Duration.ofMillis(20);

    @Option(
            names = "--policy",
            paramLabel = "POLICY",
            split = ",",
            description = "${COMPLETION-CANDIDATES}. Repeats. Default: all of them.")
    List<Policy> policies = new ArrayList<>();

    @Option(names = "--seed", paramLabel = "N", description = "Of all that is random. Default: ${DEFAULT-VALUE}.")
    long seed = 1;

    @Option(names = "--json", description = "JSON instead of a table.")
    boolean json;

    SimulateCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Numbers.withinReal("--noise", noise, 0, 2);
        if (dispatchLatency.compareTo(LONGEST_LATENCY) > 0) {
            throw Problem.input("--dispatch-latency: " + HumanTime.of(dispatchLatency)
                    + " is out of range: wanted at most " + HumanTime.of(LONGEST_LATENCY));
        }
        Fleet fleet = fleetOptions.fleet(seed);
        Suite suite = suiteOptions.suite(surroundings, seed);
        Scenario scenario = new Scenario(suite, fleet, noise, dispatchLatency.toMillis(), seed);
        Set<Policy> wanted = new LinkedHashSet<>(policies.isEmpty() ? List.of(Policy.values()) : policies);
        Map<Policy, SimulationResult> results = new LinkedHashMap<>();
        wanted.forEach(policy -> results.put(policy, Simulation.run(scenario, policy)));
        if (json) {
            printJson(scenario, results);
        } else {
            printTable(scenario, results);
        }
        return Exit.OK;
    }

    private void printTable(Scenario scenario, Map<Policy, SimulationResult> results) {
        Suite suite = scenario.suite();
        int hosts = scenario.fleet().hosts().size();
        surroundings
                .console()
                .out()
                .println(Words.count(suite.tests(), "test") + " in "
                        + Words.count(suite.classes().size(), "class") + ", "
                        + HumanTime.ofMillis(Math.round(suite.totalMs())) + " in all; "
                        + Words.count(fleetOptions.slots, "slot") + " on " + Words.count(hosts, "worker")
                        + "; no schedule is shorter than " + HumanTime.ofMillis(Math.round(scenario.lowerBoundMs())));
        Table table = new Table(
                Column.left("POLICY"),
                Column.right("MAKESPAN"),
                Column.right("EFFICIENCY"),
                Column.right("LEASES"),
                Column.right("START"),
                Column.right("TWICE"),
                Column.right("WAITING"),
                Column.right("TAIL"));
        results.forEach((policy, result) -> {
            double slots = fleetOptions.slots;
            table.row(
                    policy.toString(),
                    HumanTime.ofMillis(Math.round(result.makespanMs())),
                    String.format(Locale.ROOT, "%.1f %%", 100 * result.efficiency()),
                    Words.number(result.leases()),
                    HumanTime.ofMillis(Math.round(result.startMs() / slots)),
                    HumanTime.ofMillis(Math.round(result.extraMs() / slots)),
                    HumanTime.ofMillis(Math.round(result.waitMs() / slots)),
                    HumanTime.ofMillis(Math.round(result.tailMs() / slots)));
        });
        surroundings.console().out().print(table.render(surroundings.console().tableWidth()));
    }

    private void printJson(Scenario scenario, Map<Policy, SimulationResult> results) {
        JsonWriter out = JsonWriter.indented(surroundings.console().out());
        out.object()
                .field("tests", scenario.suite().tests())
                .field("classes", scenario.suite().classes().size())
                .field("totalMs", Math.round(scenario.suite().totalMs()))
                .field("slots", fleetOptions.slots)
                .field("workers", scenario.fleet().hosts().size())
                .field("seed", seed)
                .field("lowerBoundMs", Math.round(scenario.lowerBoundMs()))
                .name("policies")
                .array();
        results.forEach((policy, result) -> out.object()
                .field("policy", policy.toString())
                .field("makespanMs", Math.round(result.makespanMs()))
                .field("efficiency", result.efficiency())
                .field("leases", result.leases())
                .field("startMs", Math.round(result.startMs()))
                .field("twiceMs", Math.round(result.extraMs()))
                .field("waitingMs", Math.round(result.waitMs()))
                .field("tailMs", Math.round(result.tailMs()))
                .end());
        out.end().end();
        surroundings.console().out().println();
    }
}
