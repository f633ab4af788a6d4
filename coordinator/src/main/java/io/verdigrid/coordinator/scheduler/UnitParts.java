package io.verdigrid.coordinator.scheduler;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The parts that a unit was split into and that are not settled: all that is due in the unit is due in one of them. */
final class UnitParts {
    private final List<PartState> open = new ArrayList<>();
    private int made;

    /** In the order in which they were made. */
    List<PartState> open() {
        return open;
    }

    boolean isEmpty() {
        return open.isEmpty();
    }

    /** The unit was split at some time. */
    boolean wereMade() {
        return made > 0;
    }

    /** These tests of what waits, the unit itself or a part, become a part. */
    PartState carve(Work from, Collection<LeafState> leaving) {
        PartState rest;
        if (from instanceof PartState part) {
            rest = part;
        } else {
            UnitState unit = (UnitState) from;
            unit.split();
            rest = new PartState(unit, ++made, unit.due());
            open.add(rest);
            rest.queue();
        }
        PartState carved = rest.carve(++made, leaving);
        open.add(carved);
        return carved;
    }

    void settle(PartState part) {
        part.settle();
        open.remove(part);
    }

    void done(LeafState leaf) {
        for (PartState part : open) {
            part.done(leaf);
        }
    }

    /** The part that has this test; null: none that is open. */
    @Nullable
    PartState of(LeafState leaf) {
        for (PartState part : open) {
            if (part.has(leaf)) {
                return part;
            }
        }
        return null;
    }

    /** A waiting part in which some of these tests are due. */
    @Nullable
    PartState waiting(Set<String> uniqueIds) {
        for (PartState part : open) {
            if (part.place() == Work.Place.QUEUED
                    && !among(part.due(), uniqueIds).isEmpty()) {
                return part;
            }
        }
        return null;
    }

    static Set<LeafState> among(Set<LeafState> due, Set<String> uniqueIds) {
        Set<LeafState> found = new LinkedHashSet<>();
        for (LeafState leaf : due) {
            if (uniqueIds.contains(leaf.uniqueId)) {
                found.add(leaf);
            }
        }
        return found;
    }
}
