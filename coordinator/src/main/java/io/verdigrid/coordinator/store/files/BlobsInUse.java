package io.verdigrid.coordinator.store.files;

import io.verdigrid.protocol.Digest;
import java.util.Set;

/** Says what must not be evicted. Thread-safe. */
@FunctionalInterface
public interface BlobsInUse {
    /** Nothing is in use. */
    BlobsInUse NONE = () -> new Use(Set.of(), Long.MAX_VALUE);

    /** What is in use now. Asked only when room is needed. */
    Use now();

    /**
     * What open builds refer to.
     *
     * @param bundles their manifests, which keep all blobs that they name
     * @param sinceMs milliseconds since 1970: blobs used at or after this time stay, for they may hold what an open build's
     *     tests printed, or belong to a build that is about to be submitted
     */
    record Use(Set<Digest> bundles, long sinceMs) {
        /** Copies its set. */
        public Use {
            bundles = Set.copyOf(bundles);
        }
    }
}
