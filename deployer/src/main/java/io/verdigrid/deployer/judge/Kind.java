package io.verdigrid.deployer.judge;

/** What a metric's values are. */
public enum Kind {
    /** A level: latency, load, memory. */
    GAUGE,
    /** Events in an interval: errors, orders. */
    COUNT
}
