package io.verdigrid.coordinator.model;

/**
 * A build as it stands.
 *
 * @param submittedAtMs milliseconds since 1970, as all times here
 * @param firstTestAtMs 0: none yet
 * @param endedAtMs 0: not ended
 * @param reason why it ended in ERROR, or who cancelled it; else empty
 */
public record BuildRecord(
        String buildId,
        BuildSpec spec,
        BuildStatus status,
        long submittedAtMs,
        long firstTestAtMs,
        long endedAtMs,
        VerdictCounts counts,
        String reason,
        BuildAccount account) {}
