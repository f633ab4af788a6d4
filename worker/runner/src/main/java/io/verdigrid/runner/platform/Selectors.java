package io.verdigrid.runner.platform;

import io.verdigrid.runner.wire.TestFilter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/** The selectors of a given order, as {@link TestFilter#order} holds them. No instances. */
public final class Selectors {
    private Selectors() {}

    /** Selectors that follow each other, are of one class, and none of them twice. */
    public static List<List<String>> groups(List<String> sequence) {
        List<List<String>> groups = new ArrayList<>();
        List<String> group = new ArrayList<>();
        Set<String> inGroup = new HashSet<>();
        String of = "";
        for (String each : sequence) {
            String next = classOf(each);
            if (!group.isEmpty() && (!next.equals(of) || inGroup.contains(each))) {
                groups.add(group);
                group = new ArrayList<>();
                inGroup.clear();
            }
            group.add(each);
            inGroup.add(each);
            of = next;
        }
        if (!group.isEmpty()) {
            groups.add(group);
        }
        return groups;
    }

    /** The plan of one group. An engine finds methods of one class in the order of their selectors, where it can. */
    public static TestPlan plan(Launcher launcher, List<String> group, TestFilter filter) {
        List<DiscoverySelector> selectors = new ArrayList<>();
        for (String each : group) {
            selectors.add(selector(each));
        }
        return launcher.discover(Requests.of(selectors, filter).build());
    }

    /** Unique ids of the leaves of each group, in the order in which they run. */
    public static List<List<String>> leaves(Launcher launcher, List<String> sequence, TestFilter filter) {
        List<List<String>> all = new ArrayList<>();
        for (List<String> group : groups(sequence)) {
            TestPlan plan = plan(launcher, group, filter);
            List<String> ids = new ArrayList<>();
            for (TestIdentifier root : plan.getRoots()) {
                collect(plan, root, ids);
            }
            all.add(ids);
        }
        return all;
    }

    private static void collect(TestPlan plan, TestIdentifier node, List<String> ids) {
        if (Leaves.isLeaf(plan, node)) {
            ids.add(node.getUniqueId());
        }
        for (TestIdentifier child : plan.getChildren(node)) {
            collect(plan, child, ids);
        }
    }

    /** What tells classes apart: the class's name, or the begin of a unique id. */
    public static String classOf(String selector) {
        String value = value(selector);
        if (selector.startsWith("method ")) {
            int end = value.indexOf('#');
            return end < 0 ? value : value.substring(0, end);
        } else if (selector.startsWith("id ")) {
            int first = value.indexOf("/[");
            int second = first < 0 ? -1 : value.indexOf("/[", first + 1);
            return second < 0 ? value : value.substring(0, second);
        }
        return value;
    }

    private static DiscoverySelector selector(String selector) {
        String value = value(selector);
        if (selector.startsWith("package ")) {
            return DiscoverySelectors.selectPackage(value);
        } else if (selector.startsWith("class ")) {
            return DiscoverySelectors.selectClass(value);
        } else if (selector.startsWith("method ")) {
            return DiscoverySelectors.selectMethod(value);
        }
        return DiscoverySelectors.selectUniqueId(value);
    }

    private static String value(String selector) {
        return selector.substring(selector.indexOf(' ') + 1);
    }
}
