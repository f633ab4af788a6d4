package io.verdigrid.runner.discovery;

import io.verdigrid.runner.platform.Requests;
import io.verdigrid.runner.platform.Selectors;
import io.verdigrid.runner.wire.FoundUnit;
import io.verdigrid.runner.wire.TestFilter;
import io.verdigrid.runner.wire.TestNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.launcher.Launcher;

/** Makes one unit of a given order, so that one runner runs all of it. No instances. */
final class OrderedUnit {
    /** An id that no engine has. */
    private static final String ID = "[verdigrid:order]";

    private static final String WRITE = "write ";
    private static final String READ = "read ";

    private OrderedUnit() {}

    /** A test that comes twice is in it once, where it comes last. */
    static FoundUnit find(Launcher launcher, TestFilter filter) {
        UnitRules rules = new UnitRules(Requests.of(Collections.<DiscoverySelector>emptyList(), filter)
                .build()
                .getConfigurationParameters());
        Map<String, TestNode> tests = new LinkedHashMap<>();
        TreeSet<String> needs = new TreeSet<>();
        for (List<String> group : Selectors.groups(filter.order)) {
            for (FoundUnit found : new FoundUnits(Selectors.plan(launcher, group, filter), rules).all()) {
                needs.addAll(found.rules);
                for (TestNode test : found.tests) {
                    tests.remove(test.uniqueId);
                    tests.put(test.uniqueId, inOrder(test));
                }
            }
        }
        return new FoundUnit(ID, "given order", false, true, strongest(needs), new ArrayList<>(tests.values()));
    }

    private static TestNode inOrder(TestNode test) {
        return new TestNode(
                test.uniqueId, ID, test.className, test.name, test.displayName, test.isTest, test.registeredBy);
    }

    /** Who writes a resource need not say that it reads it, too. */
    private static List<String> strongest(Collection<String> needs) {
        List<String> strongest = new ArrayList<>();
        for (String each : needs) {
            if (!each.startsWith(READ) || !needs.contains(WRITE + each.substring(READ.length()))) {
                strongest.add(each);
            }
        }
        return strongest;
    }
}
