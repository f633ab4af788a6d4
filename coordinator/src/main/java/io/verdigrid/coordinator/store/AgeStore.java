package io.verdigrid.coordinator.store;

import io.verdigrid.coordinator.ledger.Command;
import java.util.List;
import java.util.Optional;

/** Finds what is older than it has to be kept, in small steps. Thread-safe; it changes nothing. */
public interface AgeStore {
    /**
     * Builds that ended before a time, oldest first, as the commands that remove them.
     *
     * @param keptOfSuite so many of the newest of each suite stay, however old they are
     */
    List<Command.ForgetBuild> oldBuilds(long endedBeforeMs, int keptOfSuite, int limit);

    /**
     * Looks at the histories of some units.
     *
     * @param from empty: from the first
     * @param beforeMs milliseconds since 1970; units that did not run since that day go, and of others the days before
     * @param limit units to look at
     */
    Step oldPast(Optional<Cursor> from, long beforeMs, int limit);

    /** Where to go on. */
    record Cursor(int scope, String unitId) {}

    /**
     * What was found.
     *
     * @param forget removes it; may name no unit
     * @param next where to go on; empty: those were the last
     */
    record Step(Command.ForgetPast forget, Optional<Cursor> next) {}
}
