package io.verdigrid.coordinator.scheduler.policy;

import io.verdigrid.coordinator.model.Outcome;

/**
 * The attempts of a test in a build, as far as they say something of it. Immutable.
 *
 * @param behindMixed passes and reds behind the one that made it red and green
 * @param redsBehindMixed of those, the red ones
 */
public record Trials(int passes, int reds, int behindMixed, int redsBehindMixed) {
    /** None yet. */
    public static final Trials NONE = new Trials(0, 0, 0, 0);

    /** One more. */
    public Trials plus(Outcome outcome) {
        boolean passed = outcome == Outcome.PASSED;
        boolean red = outcome.isRed();
        if (!passed && !red) {
            return this;
        }
        boolean behind = isMixed();
        return new Trials(
                passes + (passed ? 1 : 0),
                reds + (red ? 1 : 0),
                behindMixed + (behind ? 1 : 0),
                redsBehindMixed + (behind && red ? 1 : 0));
    }

    boolean isMixed() {
        return passes > 0 && reds > 0;
    }
}
