package io.verdigrid.runner.execution;

import io.verdigrid.runner.platform.Leaves;
import io.verdigrid.runner.wire.Leaf;
import io.verdigrid.runner.wire.TestNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * What of a plan was ordered, and so is reported: an engine may run more than it was asked for, and those tests have their
 * results elsewhere. Immutable, beside the plan, which grows while it runs.
 */
final class Ordered {
    private final String unitId;
    private final TestPlan plan;
    private final Map<String, Leaf> leaves = new HashMap<>();
    private final Map<String, Set<String>> finished = new HashMap<>();
    private final Map<String, TestIdentifier> planned = new HashMap<>();
    private final Set<String> plannedContainers = new HashSet<>();
    private final Set<String> lastOfItsParent = new HashSet<>();

    private final boolean silent;

    /** Nothing is reported of a plan that runs for what it leaves behind. */
    static Ordered nothing(String unitId, TestPlan plan) {
        return new Ordered(unitId, Collections.<Leaf>emptyList(), plan, true);
    }

    Ordered(String unitId, List<Leaf> ordered, TestPlan plan) {
        this(unitId, ordered, plan, false);
    }

    private Ordered(String unitId, List<Leaf> ordered, TestPlan plan, boolean silent) {
        this.unitId = unitId;
        this.silent = silent;
        this.plan = plan;
        for (Leaf leaf : ordered) {
            leaves.put(leaf.uniqueId, leaf);
            if (!leaf.finished.isEmpty()) {
                finished.put(leaf.uniqueId, new HashSet<>(leaf.finished));
            }
        }
        for (TestIdentifier root : plan.getRoots()) {
            collect(root);
        }
    }

    private void collect(TestIdentifier parent) {
        TestIdentifier lastTest = null;
        for (TestIdentifier child : plan.getChildren(parent)) {
            if (Leaves.isLeaf(plan, child)) {
                planned.put(child.getUniqueId(), child);
                lastTest = child;
            } else {
                plannedContainers.add(child.getUniqueId());
            }
            collect(child);
        }
        if (lastTest != null) {
            lastOfItsParent.add(lastTest.getUniqueId());
        }
    }

    /** The node as it is reported; null: nobody asked for it. */
    TestNode report(TestIdentifier node) {
        if (silent) {
            return null;
        }
        String id = node.getUniqueId();
        Leaf leaf = leaves.get(id);
        if (leaf != null) {
            return Leaves.node(plan, node, unitId, leaf.registeredBy);
        }
        boolean isPlanned = planned.containsKey(id);
        if (leaves.isEmpty()) {
            return Leaves.node(plan, node, unitId, isPlanned ? "" : registrar(node));
        }
        String registrar = isPlanned ? "" : registrar(node);
        Leaf by = leaves.get(registrar);
        if (by == null || !by.registeredBy.isEmpty() || isFinished(registrar, id)) {
            return null;
        }
        return Leaves.node(plan, node, unitId, registrar);
    }

    /** The node of a test that is run and not reported. */
    TestNode along(TestIdentifier node) {
        return Leaves.node(plan, node, unitId, "");
    }

    /** A container that failed by itself is reported whether or not it was asked for. */
    TestNode container(TestIdentifier node) {
        String id = node.getUniqueId();
        boolean isOfPlan =
                plannedContainers.contains(id) || !plan.getParent(node).isPresent();
        return Leaves.node(plan, node, unitId, isOfPlan ? "" : registrar(node));
    }

    /** The nearest leaf of the plan above; empty: there is none. */
    private String registrar(TestIdentifier node) {
        TestIdentifier at = plan.getParent(node).orElse(null);
        while (at != null) {
            String id = at.getUniqueId();
            if (planned.containsKey(id) || (leaves.containsKey(id) && !plannedContainers.contains(id))) {
                return id;
            }
            at = plan.getParent(at).orElse(null);
        }
        return "";
    }

    private boolean isFinished(String leafId, String id) {
        Set<String> before = finished.get(leafId);
        return before != null && before.contains(id);
    }

    /** It was a leaf when the run began. */
    boolean isPlannedLeaf(String id) {
        return planned.containsKey(id);
    }

    /** Id of what holds this leaf of the plan below the engine; empty: nothing does. */
    String containerOf(String leafId) {
        TestIdentifier parent = plan.getParent(planned.get(leafId)).orElse(null);
        return parent == null || !plan.getParent(parent).isPresent() ? "" : parent.getUniqueId();
    }

    /** It was there, with children, when the run began. */
    boolean isPlannedContainer(String id) {
        return plannedContainers.contains(id);
    }

    boolean isOrdered(String id) {
        return leaves.containsKey(id);
    }

    /** Some of its tests have results of an earlier run. */
    boolean hasFinished(String leafId) {
        return finished.containsKey(leafId);
    }

    /** No test of the plan follows at once that would carry its result along. */
    boolean isLastOfItsParent(String id) {
        return lastOfItsParent.contains(id);
    }

    /** Tests that were ordered and that this leaf would have registered, had it come to that. */
    List<TestNode> orderedBelow(TestIdentifier leaf) {
        List<TestNode> below = new ArrayList<>();
        for (Leaf each : leaves.values()) {
            if (each.registeredBy.equals(leaf.getUniqueId()) || each.uniqueId.startsWith(leaf.getUniqueId() + '/')) {
                below.add(missing(each, Leaves.node(plan, leaf, unitId, "")));
            }
        }
        return below;
    }

    /** All that was ordered by id. */
    List<TestNode> ordered() {
        List<TestNode> all = new ArrayList<>();
        for (Leaf each : leaves.values()) {
            TestIdentifier node = planned.get(each.uniqueId);
            all.add(
                    node != null
                            ? Leaves.node(plan, node, unitId, each.registeredBy)
                            : missing(each, new TestNode("", unitId, unitId, "", "", true, "")));
        }
        return all;
    }

    /** All leaves that the plan had when the run began. */
    List<TestNode> planned() {
        List<TestNode> all = new ArrayList<>();
        for (TestIdentifier each : planned.values()) {
            all.add(Leaves.node(plan, each, unitId, ""));
        }
        return all;
    }

    boolean isWholeUnit() {
        return leaves.isEmpty();
    }

    boolean isSilent() {
        return silent;
    }

    private TestNode missing(Leaf leaf, TestNode near) {
        String rest = leaf.uniqueId.substring(leaf.uniqueId.lastIndexOf("/[") + 1);
        return new TestNode(
                leaf.uniqueId,
                unitId,
                near.className,
                near.name + rest,
                near.displayName + rest,
                true,
                leaf.registeredBy);
    }
}
