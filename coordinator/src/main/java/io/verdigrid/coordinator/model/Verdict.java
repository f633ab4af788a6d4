package io.verdigrid.coordinator.model;

import java.util.List;

/** What a build says of one test: made from the outcomes of its attempts. */
public enum Verdict {
    PASSED,
    FAILED,
    /** Red and green for the same code; it does not make the build red. */
    INTERMITTENT,
    SKIPPED,
    ABORTED,
    TIMED_OUT,
    CRASHED,
    /** The workers that ran it were lost as often as the build allows. */
    LOST,
    /** Planned, but never run. */
    NOT_RUN;

    /**
     * The verdict over a test's attempts in the order of their numbers.
     *
     * <p>One pass among reds is INTERMITTENT; reds alone give the first one's verdict; without a red or a pass the last
     * outcome counts; no attempt at all is NOT_RUN.
     */
    public static Verdict of(List<Outcome> outcomes) {
        Outcome red = null;
        boolean passed = false;
        Outcome last = null;
        for (Outcome outcome : outcomes) {
            if (outcome.isRed() && red == null) {
                red = outcome;
            }
            passed |= outcome == Outcome.PASSED;
            last = outcome;
        }
        if (last == null) {
            return NOT_RUN;
        }
        if (red != null) {
            return passed ? INTERMITTENT : of(red);
        }
        return passed ? PASSED : of(last);
    }

    private static Verdict of(Outcome outcome) {
        return switch (outcome) {
            case PASSED -> PASSED;
            case FAILED -> FAILED;
            case ABORTED -> ABORTED;
            case SKIPPED -> SKIPPED;
            case TIMED_OUT -> TIMED_OUT;
            case CRASHED -> CRASHED;
            case LOST -> LOST;
        };
    }

    /** Makes the build red. */
    public boolean isRed() {
        return this == FAILED || this == TIMED_OUT || this == CRASHED;
    }

    /** Makes the build an error: the grid did not do its work. */
    public boolean isGridFailure() {
        return this == LOST || this == NOT_RUN;
    }
}
