package io.verdigrid.coordinator.scheduler;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Rules for what of its class a unit's tests run among. */
final class ClassContext {
    private boolean partial;
    private boolean ordered;
    /** To run its tests among all of the class was tried, and took the runner down. */
    private boolean apart;

    void plan(boolean isPartial, boolean isOrdered) {
        partial = isPartial;
        ordered = isOrdered;
    }

    boolean isPartial() {
        return partial;
    }

    /** No test of it is left out, and each may run without the others. */
    boolean isFree() {
        return !partial && !ordered;
    }

    /** To run its tests among all of the class takes the runner down. */
    void runApart() {
        apart = true;
    }

    /** For these tests of a unit of which some have results. Where its tests need each other, they run among all of them. */
    Decision.Context of(int number, Collection<LeafState> due) {
        if (partial || apart) {
            return Decision.Context.PLAIN;
        }
        if (ordered || (number > 1 && due.stream().anyMatch(LeafState::isRedWhenTorn))) {
            return Decision.Context.WHOLE;
        }
        return number == 1 ? Decision.Context.TORN : Decision.Context.PLAIN;
    }

    /** Of these, what took a runner down and is not due. */
    static List<String> leftOut(Collection<LeafState> all, Collection<LeafState> due) {
        Set<String> out = new LinkedHashSet<>();
        for (LeafState leaf : all) {
            if (leaf.tookRunnerDown()) {
                out.add(leaf.isDynamic() ? leaf.registeredBy : leaf.uniqueId);
            }
        }
        for (LeafState leaf : due) {
            out.remove(leaf.uniqueId);
            out.remove(leaf.registeredBy);
        }
        return List.copyOf(out);
    }
}
