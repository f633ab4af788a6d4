package io.verdigrid.worker.model;

/** How one attempt of one test ended; the first four stand in the order of the runner's numbers. */
public enum Outcome {
    PASSED,
    FAILED,
    ABORTED,
    SKIPPED,
    TIMED_OUT,
    CRASHED
}
