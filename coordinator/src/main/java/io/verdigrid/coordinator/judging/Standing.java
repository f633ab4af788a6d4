package io.verdigrid.coordinator.judging;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a test stands, with all that its next state depends on. Immutable. A test that was never red has none.
 *
 * @param keys the newest code keys, oldest first, at most {@link #KEYS}
 * @param redStreak reds since its last pass
 */
public record Standing(
        State state, Marks marks, List<KeyTally> keys, FailureRate rate, CleanRuns clean, int redStreak) {
    /** Code keys that are kept. */
    public static final int KEYS = 16;

    /** Copies its list. */
    public Standing {
        keys = List.copyOf(keys);
    }

    /**
     * A state and how it came to be in it.
     *
     * @param sinceMs milliseconds since 1970; 0: it was never in another
     * @param beforeBroken where it goes back to when it is broken and mended
     */
    public record State(TestState now, long sinceMs, TestState beforeBroken) {}

    /**
     * What was found against it.
     *
     * @param mixedKeys code keys under which it was red and green, since it was last healthy
     * @param relapses how often it failed on probation
     */
    public record Marks(int mixedKeys, int relapses) {}

    /**
     * Of a test that was never red until now.
     *
     * @param passes so far
     * @param passedUnder number of the code key of the newest pass; 0: not known
     */
    public static Standing clean(int passes, int passedUnder) {
        List<KeyTally> keys = passedUnder == 0 ? List.of() : List.of(new KeyTally(passedUnder, 1, 0, "", ""));
        return new Standing(
                new State(TestState.HEALTHY, 0, TestState.HEALTHY),
                new Marks(0, 0),
                keys,
                FailureRate.clean(passes),
                CleanRuns.of(passes),
                0);
    }

    /** What is thought of it. */
    public TestState now() {
        return state.now();
    }

    /** The same with what a build saw added up; its state is what it was. */
    Standing plus(Seen seen) {
        List<KeyTally> tallies = new ArrayList<>(keys);
        FailureRate next = rate;
        for (int key :
                seen.sightings().stream().map(Sighting::codeKey).distinct().toList()) {
            KeyTally before = tally(key);
            KeyTally after = before;
            for (Sighting sighting : seen.sightings()) {
                after = sighting.codeKey() == key ? after.plus(sighting, seen.buildId()) : after;
            }
            tallies.remove(before);
            tallies.add(after);
            if (after.passes() > 0) {
                // Reds of before the first pass count too, from now on.
                int newReds = after.reds() - (before.passes() > 0 ? before.reds() : 0);
                next = next.plus(after.passes() - before.passes() + newReds, newReds);
            }
        }
        int from = Math.max(0, tallies.size() - KEYS);
        int streak = seen.passes() > 0 ? 0 : redStreak + seen.reds();
        return new Standing(state, marks, tallies.subList(from, tallies.size()), next, clean.plus(seen), streak);
    }

    KeyTally tally(int codeKey) {
        return keys.stream()
                .filter(key -> key.codeKey() == codeKey)
                .findFirst()
                .orElse(new KeyTally(codeKey, 0, 0, "", ""));
    }

    /** The code keys under which it is red and green, and was not before; a healthy one begins anew. */
    List<KeyTally> newlyMixed(Standing before, Seen seen) {
        return keys.stream()
                .filter(KeyTally::isMixed)
                .filter(key -> !before.tally(key.codeKey()).isMixed()
                        || (now() == TestState.HEALTHY && seen.hasRedUnder(key.codeKey())))
                .toList();
    }

    Standing in(TestState next, long atMs) {
        TestState back = next == TestState.BROKEN ? now() : state.beforeBroken();
        return new Standing(new State(next, atMs, back), marks, keys, rate, clean, redStreak);
    }

    Standing with(Marks now) {
        return new Standing(state, now, keys, rate, clean, redStreak);
    }
}
