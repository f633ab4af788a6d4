package io.verdigrid.worker.model;

/** How a lease ended. */
public enum Ending {
    /** The unit ran to its end, whatever its tests said. */
    DONE,
    /** The runner ended before the unit did; the tests that ran are reported CRASHED or TIMED_OUT. */
    RUNNER_DIED,
    /** Not finished and given back. */
    HANDED_BACK,
    /** This worker could not do it; nobody's test is to blame. */
    NOT_ABLE,
    /** No worker could do it from this input. */
    BAD_INPUT,
    /** A discovery that found no test. */
    NOTHING_FOUND,
    /** Somebody outside killed the runner; no attempt is reported for the tests that ran. */
    RUNNER_KILLED
}
