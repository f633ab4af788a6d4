package io.verdigrid.coordinator.model;

/**
 * A build as it stands.
 *
 * @param submittedAtMs milliseconds since 1970, as all times here
 * @param firstTestAtMs 0: none yet
 */
public record BuildRecord(
        String buildId,
        BuildSpec spec,
        BuildStatus status,
        long submittedAtMs,
        long firstTestAtMs,
        VerdictCounts counts,
        BuildEnding ending) {}
