package io.verdigrid.coordinator.scheduler;

/** How often something happened in a row to a unit of which nothing new was learned meanwhile. */
final class Streak {
    private int length;
    private long progressAtLast;

    /** It happened, when the unit's progress was this; gives how often now. */
    int grow(long progress) {
        return grow(progress, 1);
    }

    /** The same; {@code by} 0: it happened, and is no reason to count. */
    int grow(long progress, int by) {
        length = (progress > progressAtLast ? 0 : length) + by;
        progressAtLast = progress;
        return length;
    }

    /** It happened so often at least, and nothing new is known since. */
    boolean hasReached(int bound, long progress) {
        return length >= bound && progress == progressAtLast;
    }
}
