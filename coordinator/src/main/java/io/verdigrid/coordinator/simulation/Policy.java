package io.verdigrid.coordinator.simulation;

/** Who decides what runs where. */
public enum Policy {
    /** The coordinator's own scheduler. */
    VERDIGRID,
    /** Classes are dealt in their order before the start, to one slot after the other. */
    STATIC_ROUND_ROBIN,
    /** Classes are dealt before the start, the longest first, each to the slot with the least so far. */
    STATIC_LONGEST_FIRST,
    /** A queue of single tests in random order: a slot takes one at a time. */
    RANDOM_TESTS,
    /** A queue of classes, the longest first: a slot takes one at a time. */
    CLASSES_LONGEST_FIRST;

    /** As it is typed and printed. */
    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
