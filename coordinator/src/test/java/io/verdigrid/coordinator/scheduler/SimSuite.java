package io.verdigrid.coordinator.scheduler;

import io.verdigrid.coordinator.model.Neighbours;
import io.verdigrid.coordinator.model.Outcome;
import io.verdigrid.coordinator.model.ResourceLock;
import io.verdigrid.coordinator.model.Verdict;
import io.verdigrid.coordinator.scheduler.Decision.GrantedLease;
import io.verdigrid.coordinator.scheduler.SchedulerEvent.LeafPlan;
import io.verdigrid.coordinator.scheduler.SchedulerEvent.UnitPlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;

/** A made-up test suite: what its tests are called, how long they take, how they end. */
final class SimSuite {
    /** How a test behaves. */
    enum Nature {
        GREEN(Verdict.PASSED),
        RED(Verdict.FAILED),
        SKIPPED(Verdict.SKIPPED),
        /** Takes its JVM down each time. */
        KILLER(Verdict.CRASHED),
        /** Fails in some of its attempts. */
        MOODY(Verdict.INTERMITTENT),
        /** Fails without the tests of its class that ran before it. */
        NEEDY(Verdict.PASSED);

        final Verdict verdict;

        Nature(Verdict verdict) {
            this.verdict = verdict;
        }
    }

    /** A test; {@code registeredBy} empty: planned. */
    record SimTest(String id, String registeredBy, Nature nature, long millis) {
        Outcome outcome(long seed, GrantedLease lease) {
            return switch (nature) {
                case GREEN -> Outcome.PASSED;
                case RED -> Outcome.FAILED;
                case SKIPPED -> Outcome.SKIPPED;
                case KILLER -> Outcome.CRASHED;
                case MOODY -> (id.hashCode() * 31L + seed + lease.attempt()) % 3 == 0 ? Outcome.FAILED : Outcome.PASSED;
                case NEEDY -> seesItsClass(lease) ? Outcome.PASSED : Outcome.FAILED;
            };
        }
    }

    private static boolean seesItsClass(GrantedLease lease) {
        return lease.leaves().isEmpty() || lease.context() == Decision.Context.WHOLE;
    }

    /** A unit; each leaf with the tests that it is or registers. */
    record SimUnit(String module, UnitPlan plan, Map<String, List<SimTest>> byLeaf, long millis) {
        List<SimTest> tests(String leaf) {
            return byLeaf.getOrDefault(leaf, List.of());
        }
    }

    /** Modules, each with its units by id. */
    final Map<String, Map<String, SimUnit>> modules = new LinkedHashMap<>();

    private final SplittableRandom random;
    private final boolean peaceful;
    private final int resources;
    private long totalMs;
    private long longestMs;

    /** @param peaceful all tests are green */
    SimSuite(long seed, int modules, int units, int tests, long totalMs, boolean peaceful) {
        random = new SplittableRandom(seed);
        this.peaceful = peaceful;
        this.resources = 1 + units / 100;
        for (int unit = 0; unit < units; unit++) {
            String module = modules == 1 ? "" : "m" + unit % modules;
            int count = tests / units + (unit < tests % units ? 1 : 0);
            add(module, "U" + unit, count, (double) totalMs / units);
        }
    }

    private void add(String module, String unitId, int tests, double meanMs) {
        double unitMs = meanMs * Math.exp(gaussian() - 0.5);
        Map<String, List<SimTest>> byLeaf = new LinkedHashMap<>();
        List<LeafPlan> leaves = new ArrayList<>();
        long sum = 0;
        for (int made = 0; made < tests; ) {
            String leaf = unitId + ".t" + byLeaf.size();
            boolean template = tests - made > 2 && random.nextInt(10) == 0;
            List<SimTest> own = new ArrayList<>();
            for (int i = 0; i < (template ? 3 : 1); i++, made++) {
                long millis = Math.max(1, Math.round(unitMs / tests));
                sum += millis;
                own.add(new SimTest(template ? leaf + "[" + i + "]" : leaf, template ? leaf : "", nature(), millis));
            }
            byLeaf.put(leaf, own);
            long leafMs = own.stream().mapToLong(SimTest::millis).sum();
            leaves.add(new LeafPlan(leaf, !template, 1000 * leafMs));
        }
        long estimate = Math.max(1, Math.round(sum * (0.8 + 0.4 * random.nextDouble())));
        UnitPlan plan = new UnitPlan(
                unitId,
                "class " + unitId,
                new SchedulerEvent.Estimate(estimate, 0, true),
                leaves,
                false,
                random.nextInt(20) == 0,
                neighbours());
        modules.computeIfAbsent(module, name -> new LinkedHashMap<>())
                .put(unitId, new SimUnit(module, plan, byLeaf, sum));
        totalMs += sum;
        longestMs = Math.max(longestMs, sum);
    }

    private Neighbours neighbours() {
        if (peaceful || random.nextInt(8) > 0) {
            return Neighbours.ANY;
        }
        ResourceLock lock = new ResourceLock("r" + random.nextInt(resources), random.nextInt(3) == 0);
        return new Neighbours(random.nextInt(15) == 0, random.nextBoolean(), List.of(lock));
    }

    private Nature nature() {
        int dice = peaceful ? 999 : random.nextInt(1000);
        return dice < 10
                ? Nature.RED
                : dice < 13
                        ? Nature.KILLER
                        : dice < 23
                                ? Nature.MOODY
                                : dice < 43 ? Nature.SKIPPED : dice < 143 ? Nature.NEEDY : Nature.GREEN;
    }

    /** About normal: the sum of twelve even ones. */
    private double gaussian() {
        double sum = -6;
        for (int i = 0; i < 12; i++) {
            sum += random.nextDouble();
        }
        return sum;
    }

    SimUnit unit(String module, String unitId) {
        return Objects.requireNonNull(units(module).get(unitId));
    }

    Map<String, SimUnit> units(String module) {
        return modules.getOrDefault(module, Map.of());
    }

    List<SimTest> tests() {
        List<SimTest> all = new ArrayList<>();
        for (Map<String, SimUnit> units : modules.values()) {
            for (SimUnit unit : units.values()) {
                unit.byLeaf().values().forEach(all::addAll);
            }
        }
        return all;
    }

    /** No schedule on so many slots is shorter. */
    long lowerBoundMs(int slots) {
        return Math.max(totalMs / slots, longestMs);
    }
}
