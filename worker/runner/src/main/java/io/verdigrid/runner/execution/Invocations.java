package io.verdigrid.runner.execution;

import io.verdigrid.runner.wire.Leaf;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.discovery.DiscoverySelectors;

/**
 * The invocations of a leaf that have no result yet, by their numbers. How many there are is not known before they run;
 * Jupiter passes over numbers that don't exist. Immutable.
 */
final class Invocations {
    /** Ids beyond the highest that was seen: Jupiter compares each invocation with each of them. */
    private static final int IDS_BEYOND = 1_000;

    /** Indices beyond it: those are a set to Jupiter. */
    private static final int INDICES_BEYOND = 100_000;

    private final String leafId;
    private final Set<String> types;
    private final Set<String> finished;
    private final DiscoverySelector method;
    private final int last;

    private Invocations(String leafId, Set<String> types, Set<String> finished, int highest) {
        this.leafId = leafId;
        this.types = types;
        this.finished = finished;
        this.method = method(leafId);
        this.last = highest + (method == null ? IDS_BEYOND : INDICES_BEYOND);
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

    /** Jupiter selects iterations of methods of top-level classes only; of a factory it would count those in containers too. */
    private static DiscoverySelector method(String leafId) {
        List<UniqueId.Segment> segments = UniqueId.parse(leafId).getSegments();
        if (segments.size() != 3
                || !segments.get(0).getValue().equals("junit-jupiter")
                || !segments.get(1).getType().equals("class")
                || !segments.get(2).getType().equals("test-template")
                || selectIteration() == null) {
            return null;
        }
        String signature = segments.get(2).getValue();
        int open = signature.indexOf('(');
        if (open < 0 || !signature.endsWith(")")) {
            return null;
        }
        return DiscoverySelectors.selectMethod(
                segments.get(1).getValue(),
                signature.substring(0, open),
                signature.substring(open + 1, signature.length() - 1));
    }

    /** Null before JUnit Platform 1.9. */
    private static Method selectIteration() {
        try {
            return DiscoverySelectors.class.getMethod("selectIteration", DiscoverySelector.class, int[].class);
        } catch (NoSuchMethodException older) {
            return null;
        }
    }

    List<DiscoverySelector> selectors() {
        List<DiscoverySelector> selectors = new ArrayList<>();
        if (method != null) {
            try {
                selectors.add((DiscoverySelector) selectIteration().invoke(null, method, indices()));
                return selectors;
            } catch (ReflectiveOperationException unlike) {
                throw new IllegalStateException("iterations cannot be selected: " + unlike.getCause(), unlike);
            }
        }
        for (int number = 1; number <= last; number++) {
            if (!isFinished(number)) {
                for (String type : types) {
                    selectors.add(DiscoverySelectors.selectUniqueId(id(type, number)));
                }
            }
        }
        return selectors;
    }

    private int[] indices() {
        int[] indices = new int[last];
        int size = 0;
        for (int number = 1; number <= last; number++) {
            if (!isFinished(number)) {
                indices[size++] = number - 1;
            }
        }
        return Arrays.copyOf(indices, size);
    }

    private boolean isFinished(int number) {
        for (String type : types) {
            if (finished.contains(id(type, number))) {
                return true;
            }
        }
        return false;
    }

    /** The last that was selected exists, so there may be more behind it. */
    boolean mayGoOn(Set<String> settled) {
        for (String type : types) {
            if (settled.contains(id(type, last))) {
                return true;
            }
        }
        return false;
    }

    private String id(String type, int number) {
        return leafId + "/[" + type + ":#" + number + ']';
    }
}
