package io.verdigrid.coordinator.model;

/** Where a build stands; the last four are ends and never change. */
public enum BuildStatus {
    DISCOVERING,
    RUNNING,
    GREEN,
    RED,
    /** The grid failed, not the tests. */
    ERROR,
    CANCELLED;

    /** The build is over. */
    public boolean isEnd() {
        return this != DISCOVERING && this != RUNNING;
    }
}
