package io.verdigrid.coordinator.judging;

/** What is thought of a test; {@link StateMachine} says how it changes. */
public enum TestState {
    /** Nothing speaks against it. */
    HEALTHY,
    /** Red and green under one code key. */
    SUSPECT,
    /** Red and green under two code keys: it is known to fail by itself. */
    INTERMITTENT,
    /** It fails every time. */
    BROKEN,
    /** It was intermittent, and then green so often that it is on its way back. */
    PROBATION;

    /** It is known to have been red without a change of the code, and not known to be cured of it. */
    public boolean isKnownToFail() {
        return this == SUSPECT || this == INTERMITTENT || this == PROBATION;
    }
}
