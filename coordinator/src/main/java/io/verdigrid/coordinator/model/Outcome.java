package io.verdigrid.coordinator.model;

/** How one attempt of one test ended. */
public enum Outcome {
    PASSED,
    FAILED,
    /** A JUnit assumption did not hold. */
    ABORTED,
    SKIPPED,
    /** It ran longer than the build's test timeout. */
    TIMED_OUT,
    /** Its JVM ended while it ran. */
    CRASHED,
    /** Its worker was lost while it ran. */
    LOST;

    /** A reason to run the test again, and, if it stays so, for a red build. */
    public boolean isRed() {
        return this == FAILED || this == TIMED_OUT || this == CRASHED;
    }

    /**
     * The outcome that counts: a red one of a test that ran apart from its class tells of what the grid did to the class, not of
     * the test, and so is LOST.
     */
    public Outcome counted(boolean torn) {
        return torn && isRed() ? LOST : this;
    }
}
