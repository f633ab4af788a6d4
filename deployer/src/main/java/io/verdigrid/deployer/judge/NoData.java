package io.verdigrid.deployer.judge;

/** What it means for a push when a metric has no data. */
public enum NoData {
    /** Nothing: the push goes on, and the verdict says so. */
    IGNORE,
    /** The push is held at the end of its watch, for a person to look. */
    HOLD,
    /** The release hurts: it is rolled back once a look finds nothing. */
    HARM
}
