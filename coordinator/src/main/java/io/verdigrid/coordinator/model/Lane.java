package io.verdigrid.coordinator.model;

/** Who goes first when slots are scarce: in the order of the constants. */
public enum Lane {
    /** What somebody waits for. */
    MAIN,
    /** Gets the slots that no build of the main lane could use. */
    HYPOTHESIS,
    /** Gets the slots that nobody else could use, and loses them at once when somebody can. */
    HUNT
}
