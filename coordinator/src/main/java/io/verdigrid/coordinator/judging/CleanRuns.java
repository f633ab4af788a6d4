package io.verdigrid.coordinator.judging;

import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Passes since a test was red last.
 *
 * @param workers on which it passed, at most {@link #KEPT}
 * @param days on which it passed, counted from 1970, at most {@link #KEPT}
 */
public record CleanRuns(int runs, SortedSet<String> workers, SortedSet<Long> days) {
    /** No rule asks for more. */
    public static final int KEPT = 10;

    static final long DAY_MS = 24L * 60 * 60 * 1000;

    /** So many passes, of which no more is known. */
    static CleanRuns of(int runs) {
        return new CleanRuns(runs, new TreeSet<>(), new TreeSet<>());
    }

    /** A build ended in which it may have been red. */
    CleanRuns plus(Seen seen) {
        if (seen.hasRed()) {
            return of(0);
        }
        TreeSet<String> allWorkers = new TreeSet<>(workers);
        TreeSet<Long> allDays = new TreeSet<>(days);
        for (Sighting sighting : seen.sightings()) {
            if (allWorkers.size() < KEPT) {
                allWorkers.add(sighting.worker());
            }
        }
        if (allDays.size() < KEPT) {
            allDays.add(Math.floorDiv(seen.atMs(), DAY_MS));
        }
        return new CleanRuns(runs + seen.passes(), allWorkers, allDays);
    }
}
