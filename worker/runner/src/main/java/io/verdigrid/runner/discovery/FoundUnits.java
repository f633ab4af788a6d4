package io.verdigrid.runner.discovery;

import io.verdigrid.runner.platform.Leaves;
import io.verdigrid.runner.wire.FoundUnit;
import io.verdigrid.runner.wire.TestNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/** The children of the engines' roots, each with its leaves, in the order of the plan. Not thread-safe. */
final class FoundUnits {
    private final TestPlan plan;
    private final Map<String, FoundUnit> units = new LinkedHashMap<>();

    FoundUnits(TestPlan plan, UnitRules rules) {
        this.plan = plan;
        for (TestIdentifier root : plan.getRoots()) {
            for (TestIdentifier unit : plan.getChildren(root)) {
                List<TestNode> tests = new ArrayList<>();
                collect(unit, unit.getUniqueId(), tests);
                units.put(unit.getUniqueId(), rules.found(plan, unit, tests));
            }
        }
    }

    private void collect(TestIdentifier node, String unitId, List<TestNode> tests) {
        if (Leaves.isLeaf(plan, node)) {
            tests.add(Leaves.node(plan, node, unitId, ""));
        }
        for (TestIdentifier child : plan.getChildren(node)) {
            collect(child, unitId, tests);
        }
    }

    Collection<FoundUnit> all() {
        return units.values();
    }

    /** The unit, or null. */
    FoundUnit get(String unitId) {
        return units.get(unitId);
    }

    /** There is a test of this id, below it, or above it. */
    boolean has(String id) {
        for (FoundUnit unit : units.values()) {
            for (TestNode test : unit.tests) {
                if (test.uniqueId.equals(id)
                        || test.uniqueId.startsWith(id + '/')
                        || id.startsWith(test.uniqueId + '/')) {
                    return true;
                }
            }
        }
        return false;
    }

    void replace(FoundUnit unit) {
        units.put(unit.unitId, unit);
    }
}
