package io.verdigrid.runner.execution;

import io.verdigrid.runner.wire.Leaf;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.discovery.DiscoverySelectors;

/**
 * The invocations of a leaf that have no result yet, by their ids {@code #n}. How many there are is not known before they
 * run; Jupiter passes over ids that don't exist. Not thread-safe.
 */
final class Invocations {
    /** Ids beyond the highest that was seen. Each costs every invocation a comparison, so there may be a second round. */
    private static final int BEYOND = 10_000;

    private final String leafId;
    private final Set<String> types;
    private final Set<String> finished;
    private int from = 1;
    private int to;

    private Invocations(String leafId, Set<String> types, Set<String> finished, int highest) {
        this.leafId = leafId;
        this.types = types;
        this.finished = finished;
        this.to = highest + BEYOND;
    }

    /** Those of the leaf, or null where it has no finished ones or they are not numbered children of it. */
    static Invocations of(Leaf leaf) {
        if (leaf.finished.isEmpty()) {
            return null;
        }
        Set<String> types = new LinkedHashSet<>();
        int highest = 0;
        String prefix = leaf.uniqueId + "/[";
        for (String id : leaf.finished) {
            int number = numberOf(id, prefix);
            if (number < 1) {
                return null;
            }
            highest = Math.max(highest, number);
            types.add(id.substring(prefix.length(), id.lastIndexOf(":#")));
        }
        // A factory counts its tests and containers together.
        if (types.contains("dynamic-test")) {
            types.add("dynamic-container");
        }
        return new Invocations(leaf.uniqueId, types, new HashSet<>(leaf.finished), highest);
    }

    private static int numberOf(String id, String prefix) {
        int mark = id.lastIndexOf(":#");
        if (!id.startsWith(prefix) || mark < prefix.length() || !id.endsWith("]")) {
            return -1;
        }
        if (id.indexOf('/', prefix.length()) >= 0) {
            return -1;
        }
        try {
            return Integer.parseInt(id.substring(mark + 2, id.length() - 1));
        } catch (NumberFormatException unlike) {
            return -1;
        }
    }

    List<DiscoverySelector> selectors() {
        List<DiscoverySelector> selectors = new ArrayList<>(to - from + 1);
        for (int number = from; number <= to; number++) {
            for (String type : types) {
                String id = id(type, number);
                if (!finished.contains(id)) {
                    selectors.add(DiscoverySelectors.selectUniqueId(id));
                }
            }
        }
        return selectors;
    }

    /** The last id that was selected exists, so there may be more behind it: they are the next to be selected. */
    boolean moveOn(Set<String> settled) {
        for (String type : types) {
            if (settled.contains(id(type, to))) {
                from = to + 1;
                to += BEYOND;
                return true;
            }
        }
        return false;
    }

    private String id(String type, int number) {
        return leafId + "/[" + type + ":#" + number + ']';
    }
}
