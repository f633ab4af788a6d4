package io.verdigrid.runner.execution;

import io.verdigrid.runner.wire.Leaf;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.discovery.DiscoverySelectors;

/**
 * How something ordered is selected: by its own id first; where its engine finds nothing by that, by what contains it. Not
 * thread-safe.
 */
final class Way {
    /** What is ordered: a leaf, or the unit. */
    final String uniqueId;

    /** The leaf; null: the whole unit. */
    final Leaf leaf;

    /** For an interrupted leaf; else null. */
    private final Invocations invocations;

    /** For a test that is registered while another runs: that one; else empty. */
    final String registeredBy;

    private final String unitId;
    private int step;

    private Way(Leaf leaf, String unitId, Invocations invocations) {
        this.leaf = leaf;
        this.uniqueId = leaf == null ? unitId : leaf.uniqueId;
        this.registeredBy = leaf == null ? "" : leaf.registeredBy;
        this.unitId = unitId;
        this.invocations = invocations;
    }

    static Way toLeaf(Leaf leaf, String unitId) {
        return new Way(leaf, unitId, Invocations.of(leaf));
    }

    static Way toUnit(String unitId) {
        return new Way(null, unitId, null);
    }

    /** Nothing, where all ways were tried. */
    List<DiscoverySelector> selectors() {
        if (step == 0) {
            return invocations != null ? invocations.selectors() : byId(uniqueId);
        } else if (step == 1) {
            return byId(registeredBy);
        } else if (step == 2) {
            return byId(unitId);
        } else if (step == 3) {
            return byClass();
        }
        return Collections.emptyList();
    }

    /** Tries the next way; false: there is none. */
    boolean next() {
        step++;
        if ((step == 1 && registeredBy.isEmpty()) || (step == 2 && uniqueId.equals(unitId))) {
            return next();
        }
        return step <= 3;
    }

    /** For an interrupted leaf that may have more invocations than were selected: all of it. Else null. */
    Way toTheRest(Set<String> settled) {
        if (step > 0 || invocations == null || !invocations.mayGoOn(settled)) {
            return null;
        }
        List<String> finished = new ArrayList<>(leaf.finished);
        finished.addAll(settled);
        return new Way(new Leaf(leaf.uniqueId, leaf.registeredBy, finished), unitId, null);
    }

    private static List<DiscoverySelector> byId(String id) {
        return Collections.<DiscoverySelector>singletonList(DiscoverySelectors.selectUniqueId(id));
    }

    /** Some engines know classes and no unique ids. */
    private List<DiscoverySelector> byClass() {
        List<DiscoverySelector> selectors = new ArrayList<>();
        List<UniqueId.Segment> segments = UniqueId.parse(unitId).getSegments();
        String name = segments.get(segments.size() - 1).getValue();
        try {
            selectors.add(DiscoverySelectors.selectClass(
                    Class.forName(name, false, Thread.currentThread().getContextClassLoader())));
        } catch (ClassNotFoundException | LinkageError noClass) {
            // Then this is no way.
        }
        return selectors;
    }
}
