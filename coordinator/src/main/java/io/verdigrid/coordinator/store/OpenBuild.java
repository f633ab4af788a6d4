package io.verdigrid.coordinator.store;

import io.verdigrid.coordinator.model.BuildRecord;
import io.verdigrid.coordinator.model.Outcome;
import io.verdigrid.coordinator.model.PlannedUnit;
import java.util.List;
import java.util.Set;

/** A build that has not ended, as it was made durable. */
public record OpenBuild(BuildRecord build, Set<String> modulesPlanned, List<Unit> units) {
    /** Copies its collections. */
    public OpenBuild {
        modulesPlanned = Set.copyOf(modulesPlanned);
        units = List.copyOf(units);
    }

    /**
     * A unit and what happened in it.
     *
     * @param containersDone planned leaves that registered tests and have ended
     * @param closed a lease of it ran to its end
     */
    public record Unit(
            String module, PlannedUnit plan, Set<String> containersDone, List<Done> attempts, boolean closed) {
        /** Copies its collections. */
        public Unit {
            containersDone = Set.copyOf(containersDone);
            attempts = List.copyOf(attempts);
        }
    }

    /**
     * An attempt, without what only people want to know.
     *
     * @param durationUs microseconds
     * @param torn it ran apart from tests of its class
     */
    public record Done(
            String uniqueId, String registeredBy, int number, Outcome outcome, long durationUs, boolean torn) {}
}
