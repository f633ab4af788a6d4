package io.verdigrid.deployer.judge;

/** The direction in which a metric is worse. */
public enum Worse {
    /** Latency, errors, load. */
    HIGHER,
    /** Orders, sign-ups, free memory. */
    LOWER,
    /** Both are signs of a fault: each side gets half of the budget. */
    EITHER
}
