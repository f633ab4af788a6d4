package io.verdigrid.runner.discovery;

import io.verdigrid.runner.platform.Platform;
import io.verdigrid.runner.platform.Requests;
import io.verdigrid.runner.wire.FoundUnit;
import io.verdigrid.runner.wire.TestNode;
import io.verdigrid.runner.wire.TestSelection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;

/** Tells the units of which the selection takes only a part. No instances. */
final class PartialUnits {
    private PartialUnits() {}

    /** Only single methods and unique ids can take a part of a unit: then each unit is discovered as a whole too. */
    static void mark(FoundUnits units, TestSelection selection, Platform platform) {
        if (selection.selectMethod.isEmpty() && selection.selectUniqueId.isEmpty()) {
            return;
        }
        if (onlyUniqueIds(selection)) {
            narrow(units, selection.selectUniqueId);
        }
        List<DiscoverySelector> selectors = new ArrayList<>();
        for (FoundUnit unit : units.all()) {
            selectors.add(DiscoverySelectors.selectUniqueId(unit.unitId));
        }
        LauncherDiscoveryRequest request =
                Requests.of(selectors, selection.filter).build();
        FoundUnits whole = new FoundUnits(
                platform.launcher().discover(request), new UnitRules(request.getConfigurationParameters()));
        for (FoundUnit unit : new ArrayList<>(units.all())) {
            FoundUnit full = whole.get(unit.unitId);
            if (full != null && !ids(full).equals(ids(unit))) {
                units.replace(unit.with(true, unit.tests));
            }
        }
    }

    private static boolean onlyUniqueIds(TestSelection selection) {
        return selection.scanRoots.isEmpty()
                && selection.selectClass.isEmpty()
                && selection.selectPackage.isEmpty()
                && selection.selectMethod.isEmpty();
    }

    /** Where single invocations of a planned leaf are selected, they are the tests, and not the leaf. */
    private static void narrow(FoundUnits units, List<String> selected) {
        for (FoundUnit unit : new ArrayList<>(units.all())) {
            List<TestNode> tests = new ArrayList<>();
            for (TestNode test : unit.tests) {
                List<TestNode> below = below(test, selected);
                if (below.isEmpty()) {
                    tests.add(test);
                } else {
                    tests.addAll(below);
                }
            }
            units.replace(unit.with(unit.partial, tests));
        }
    }

    private static List<TestNode> below(TestNode leaf, List<String> selected) {
        Map<String, TestNode> below = new HashMap<>();
        List<TestNode> inOrder = new ArrayList<>();
        for (String id : selected) {
            if (leaf.uniqueId.equals(id) || leaf.uniqueId.startsWith(id + '/')) {
                return new ArrayList<>();
            }
            if (id.startsWith(leaf.uniqueId + '/') && !below.containsKey(id)) {
                String rest = id.substring(leaf.uniqueId.length() + 1);
                TestNode node = new TestNode(
                        id, leaf.unitId, leaf.className, leaf.name + rest, leaf.displayName + ' ' + rest, true, "");
                below.put(id, node);
                inOrder.add(node);
            }
        }
        return inOrder;
    }

    private static Set<String> ids(FoundUnit unit) {
        Set<String> ids = new HashSet<>();
        for (TestNode test : unit.tests) {
            ids.add(test.uniqueId);
        }
        return ids;
    }
}
