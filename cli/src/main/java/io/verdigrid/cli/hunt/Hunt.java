package io.verdigrid.cli.hunt;

import io.verdigrid.cli.console.Problem;
import io.verdigrid.cli.run.BuildClient;
import io.verdigrid.cli.run.Words;
import io.verdigrid.protocol.build.v1.Build;
import io.verdigrid.protocol.build.v1.TestVerdict;
import io.verdigrid.protocol.common.v1.Attempt;
import io.verdigrid.protocol.common.v1.BuildStatus;
import io.verdigrid.protocol.common.v1.Outcome;
import io.verdigrid.protocol.common.v1.Verdict;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;

/**
 * Rounds of one suite, and a diagnosis of each test that is red in one and was not in the build that the hunt is about. For one
 * thread; it blocks.
 */
public final class Hunt {
    private final BuildClient client;
    private final GridProbes probes;
    private final HuntBuilds builds;
    private final ExecutorService threads;
    private final HuntListener listener;
    private final GreenRuns green = new GreenRuns();
    private final Set<String> known = new HashSet<>();

    Hunt(BuildClient client, GridProbes probes, HuntBuilds builds, ExecutorService threads, HuntListener listener) {
        this.client = client;
        this.probes = probes;
        this.builds = builds;
        this.threads = threads;
        this.listener = listener;
    }

    /** What a hunt knows of the suite before its first round. */
    List<HuntedSuite> study(Build base, List<TestVerdict> verdicts) {
        Map<String, Map<String, Set<String>>> modules = new LinkedHashMap<>();
        RunnerOrders orders = new RunnerOrders(verdicts);
        for (TestVerdict test : verdicts) {
            if (Words.isBad(test.getVerdict())) {
                known.add(key(test));
            } else if (test.getVerdict() == Verdict.VERDICT_PASSED) {
                green.add(test.getTest().getUniqueId(), orders.before(test));
            }
            String leaf = RunnerOrders.leaf(test.getTest());
            modules.computeIfAbsent(test.getModule(), module -> new LinkedHashMap<>())
                    .computeIfAbsent(test.getTest().getUnitId(), unit -> new java.util.TreeSet<>())
                    .add(leaf);
        }
        if (modules.isEmpty()) {
            throw Problem.input("build " + base.getId() + " has no tests");
        }
        List<HuntedSuite> suites = new ArrayList<>();
        modules.forEach((module, units) -> suites.add(new HuntedSuite(
                module,
                units.entrySet().stream()
                        .map(unit -> new HuntedSuite.OneClass(unit.getKey(), List.copyOf(unit.getValue())))
                        .toList())));
        return suites;
    }

    /** Hunts until the rounds are over, or somebody says that it is enough; that is asked before each batch of rounds. */
    List<Found> run(Rounds rounds, int atOnce, BooleanSupplier enough) throws InterruptedException {
        List<Found> all = new ArrayList<>();
        List<Round> batch = rounds.next(atOnce);
        while (!batch.isEmpty() && !enough.getAsBoolean()) {
            List<Future<Build>> running = new ArrayList<>();
            for (Round round : batch) {
                running.add(threads.submit(() -> probes.run(spec(round), round.name())));
            }
            List<Future<Found>> diagnoses = new ArrayList<>();
            for (int i = 0; i < batch.size(); i++) {
                List<Sighting> seen = look(batch.get(i), GridProbes.result(running.get(i)));
                if (seen.isEmpty()) {
                    rounds.clean(batch.get(i));
                }
                seen.forEach(each -> diagnoses.add(threads.submit(() -> diagnose(each))));
            }
            for (Future<Found> each : diagnoses) {
                Found found = GridProbes.result(each);
                listener.found(found);
                all.add(found);
            }
            batch = rounds.next(atOnce);
        }
        return all;
    }

    private io.verdigrid.protocol.build.v1.BuildSpec spec(Round round) {
        return round.orders().isEmpty()
                ? builds.usual(round.surrounding(), round.classesAlone())
                : builds.inOrder(round.surrounding(), round.orders());
    }

    private List<Sighting> look(Round round, Build build) {
        if (build.getStatus() == BuildStatus.BUILD_STATUS_ERROR
                || build.getStatus() == BuildStatus.BUILD_STATUS_CANCELLED) {
            listener.round(round.name(), build, 0);
            return List.of();
        }
        List<TestVerdict> verdicts = client.verdicts(build.getId());
        RunnerOrders orders = new RunnerOrders(verdicts);
        List<Sighting> seen = new ArrayList<>();
        for (TestVerdict test : verdicts) {
            if (test.getAttemptsCount() == 0) {
                continue;
            }
            List<String> before = before(round, orders, test);
            Attempt attempt = test.getAttempts(0);
            if (Words.isRed(attempt) && known.add(key(test))) {
                seen.add(new Sighting(victim(test), before, round.surrounding(), build.getId()));
            } else if (attempt.getOutcome() == Outcome.OUTCOME_PASSED
                    && round.surrounding().isUsual()) {
                green.add(test.getTest().getUniqueId(), before);
            }
        }
        listener.round(round.name(), build, seen.size());
        return seen;
    }

    /** What runs twice is told once: of such an order the given one counts, up to where the test comes last. */
    private static List<String> before(Round round, RunnerOrders orders, TestVerdict test) {
        List<String> given = round.orders().getOrDefault(test.getModule(), List.of());
        String leaf = RunnerOrders.leaf(test.getTest());
        int last = given.lastIndexOf(leaf);
        return last > given.indexOf(leaf) ? given.subList(0, last) : orders.before(test);
    }

    private Found diagnose(Sighting seen) throws InterruptedException {
        Finding finding = new Diagnosis(probes, green, seen).find();
        String build = probes.buildOf(finding.surrounding(), finding.order());
        return new Found(finding, build.isEmpty() ? seen.build() : build);
    }

    private static Probe.Victim victim(TestVerdict test) {
        return new Probe.Victim(
                test.getModule(),
                test.getTest().getUniqueId(),
                RunnerOrders.leaf(test.getTest()),
                Words.test("", test.getTest()));
    }

    private static String key(TestVerdict test) {
        return test.getModule() + " " + test.getTest().getUniqueId();
    }
}
