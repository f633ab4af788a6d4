package io.verdigrid.coordinator.simulation;

import io.verdigrid.coordinator.model.Neighbours;
import io.verdigrid.coordinator.scheduler.SchedulerEvent.Estimate;
import io.verdigrid.coordinator.scheduler.SchedulerEvent.LeafPlan;
import io.verdigrid.coordinator.scheduler.SchedulerEvent.UnitPlan;
import io.verdigrid.coordinator.simulation.TestClass.TimedTest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A class as the scheduler sees it: a unit whose leaves are methods, of which some register their invocations. Immutable. */
final class UnitModel {
    final String unitId;
    final double fixtureMs;
    private final Map<String, List<TimedTest>> byLeaf = new LinkedHashMap<>();
    private final UnitPlan plan;

    UnitModel(TestClass of, int index, Guesses guesses) {
        unitId = of.name();
        fixtureMs = of.fixtureMs();
        Map<String, Double> estimates = new LinkedHashMap<>();
        for (int t = 0; t < of.tests().size(); t++) {
            TimedTest test = of.tests().get(t);
            byLeaf.computeIfAbsent(test.method(), name -> new ArrayList<>(1)).add(test);
            estimates.merge(test.method(), guesses.tests[index][t], Double::sum);
        }
        List<LeafPlan> leaves = new ArrayList<>();
        estimates.forEach(
                (leaf, millis) -> leaves.add(new LeafPlan(leaf, !registers(leaf), Math.round(1000 * millis))));
        long fixture = Math.round(guesses.fixtures[index]);
        Estimate estimate = new Estimate(Math.max(1, Math.round(guesses.ofClass(index))), fixture, true);
        plan = new UnitPlan(unitId, unitId, estimate, leaves, false, false, Neighbours.ANY);
    }

    UnitPlan plan() {
        return plan;
    }

    Set<String> leaves() {
        return byLeaf.keySet();
    }

    List<TimedTest> tests(String leaf) {
        return byLeaf.getOrDefault(leaf, List.of());
    }

    /** Its tests are not in the plan: it registers them while it runs. */
    boolean registers(String leaf) {
        return tests(leaf).size() > 1;
    }
}
