package io.verdigrid.coordinator;

import java.util.List;

/**
 * What blocks a trunk by itself.
 *
 * @param gated branches that a red build of the main lane blocks; {@code *} stands for any characters
 */
public record TrunkPolicy(List<String> gated) {
    /** What is gated where nobody said anything. */
    public static final TrunkPolicy USUAL = new TrunkPolicy(List.of("main", "master", "trunk"));

    /** Copies its list. */
    public TrunkPolicy {
        gated = List.copyOf(gated);
    }
}
