package io.verdigrid.coordinator.store;

import java.io.IOException;

/** Blobs that nobody asks for any more. Thread-safe. */
@FunctionalInterface
public interface UnusedBlobs {
    /**
     * Removes some of those that were not used since a time, but for what open builds refer to.
     *
     * @param sinceMs milliseconds since 1970
     * @param limit how many at most
     * @return how many went
     */
    int drop(long sinceMs, int limit) throws IOException;
}
