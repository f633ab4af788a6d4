package io.verdigrid.coordinator.model;

/** How a lease ended. */
public enum LeaseEnding {
    /** The unit ran to its end, whatever its tests said. */
    DONE,
    /** The runner ended before the unit did; the tests that ran are reported CRASHED or TIMED_OUT. */
    RUNNER_DIED,
    /** Given back unfinished: drained or revoked. */
    HANDED_BACK,
    /** The worker could not do it: no bundle, no such JDK, a full disk. */
    NOT_ABLE,
    /** A discovery that could not be made from this input. */
    BAD_INPUT,
    /** A discovery that found no test. */
    NOTHING_FOUND,
    /**
     * Somebody outside killed the runner's process, the kernel's out-of-memory killer say. No attempt is reported for the
     * tests that ran: it counts as a loss, and only as often as losses are borne.
     */
    RUNNER_KILLED
}
