package io.verdigrid.runner.execution;

import io.verdigrid.runner.platform.Selectors;
import io.verdigrid.runner.wire.Leaf;
import io.verdigrid.runner.wire.RunOrder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.platform.launcher.Launcher;

/**
 * Cuts a given order into parts that JUnit can run one by one: of the same class, and without a test that comes twice. What
 * comes again later runs without being reported, and is reported when it comes last. No instances.
 */
final class GivenOrder {
    private GivenOrder() {}

    /** A part of it. */
    static final class Part {
        /** What runs. */
        final List<Leaf> leaves;

        /** What of it is reported. */
        final List<Leaf> reported;

        Part(List<Leaf> leaves, List<Leaf> reported) {
            this.leaves = leaves;
            this.reported = reported;
        }
    }

    static List<Part> of(Launcher launcher, RunOrder order) {
        if (!order.leaves.isEmpty() && !order.wholeUnit) {
            return rest(order);
        }
        List<List<String>> groups = Selectors.leaves(launcher, order.filter.order, order.filter);
        Map<String, Integer> last = new HashMap<>();
        for (int i = 0; i < groups.size(); i++) {
            for (String id : groups.get(i)) {
                last.put(id, i);
            }
        }
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < groups.size(); i++) {
            List<Leaf> leaves = new ArrayList<>();
            Set<String> lastHere = new HashSet<>();
            for (String id : groups.get(i)) {
                if (!order.leftOut.contains(id)) {
                    leaves.add(leaf(id));
                    if (last.get(id) == i) {
                        lastHere.add(id);
                    }
                }
            }
            if (!leaves.isEmpty()) {
                parts.add(
                        new Part(leaves, order.wholeUnit ? wanted(order.leaves, lastHere) : leaves(leaves, lastHere)));
            }
        }
        return parts;
    }

    /** What is left of it, by the tests' names. */
    private static List<Part> rest(RunOrder order) {
        List<Part> parts = new ArrayList<>();
        List<Leaf> part = new ArrayList<>();
        String of = "";
        for (Leaf leaf : order.leaves) {
            String next = Selectors.classOf("id " + leaf.uniqueId);
            if (!part.isEmpty() && !next.equals(of)) {
                parts.add(new Part(part, part));
                part = new ArrayList<>();
            }
            part.add(leaf);
            of = next;
        }
        parts.add(new Part(part, part));
        return parts;
    }

    private static List<Leaf> wanted(Collection<Leaf> wanted, Set<String> ids) {
        List<Leaf> here = new ArrayList<>();
        for (Leaf each : wanted) {
            if (ids.contains(each.uniqueId) || ids.contains(each.registeredBy)) {
                here.add(each);
            }
        }
        return here;
    }

    private static List<Leaf> leaves(List<Leaf> leaves, Set<String> ids) {
        List<Leaf> some = new ArrayList<>();
        for (Leaf each : leaves) {
            if (ids.contains(each.uniqueId)) {
                some.add(each);
            }
        }
        return some;
    }

    private static Leaf leaf(String id) {
        return new Leaf(id, "", Collections.<String>emptyList());
    }
}
