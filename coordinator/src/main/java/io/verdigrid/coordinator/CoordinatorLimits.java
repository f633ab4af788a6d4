package io.verdigrid.coordinator;

import io.verdigrid.coordinator.retention.KeptFor;
import java.time.Duration;
import java.util.Map;

/**
 * What a coordinator takes at most.
 *
 * @param maxBlobBytes of one blob
 * @param maxBundleBytes of all files of one bundle
 * @param blobStoreBytes of all blobs kept; beyond it the oldest that no open build needs go
 * @param maxOutputLimit bytes of output kept for each stream of each test that a build may ask for
 * @param holdAfterRestart how long workers may claim the leases that they held before a restart
 * @param licences how many units at a time may lock a resource, by its key; one that does not stand here has one writer or
 *     any number of readers
 * @param keptFor how long builds and history are kept
 */
public record CoordinatorLimits(
        long maxBlobBytes,
        long maxBundleBytes,
        long blobStoreBytes,
        long maxOutputLimit,
        Duration holdAfterRestart,
        Map<String, Integer> licences,
        KeptFor keptFor) {
    /** 2 GiB a blob, 4 GiB a bundle, 50 GiB in all, 16 MiB of output, 10 seconds, 30 days of builds, 400 of history. */
    public static final CoordinatorLimits DEFAULT = new CoordinatorLimits(
            2L << 30, 4L << 30, 50L << 30, 16L << 20, Duration.ofSeconds(10), Map.of(), KeptFor.USUAL);

    /** The same with bundles of so many bytes at most, and what follows from it for blobs. */
    public CoordinatorLimits withBundlesOf(long bytes) {
        return new CoordinatorLimits(
                Math.max(maxBlobBytes, bytes),
                bytes,
                Math.max(blobStoreBytes, bytes > Long.MAX_VALUE / 4 ? Long.MAX_VALUE : 4 * bytes),
                maxOutputLimit,
                holdAfterRestart,
                licences,
                keptFor);
    }

    /** The same with so many licences of some resources. */
    public CoordinatorLimits withLicences(Map<String, Integer> some) {
        return new CoordinatorLimits(
                maxBlobBytes,
                maxBundleBytes,
                blobStoreBytes,
                maxOutputLimit,
                holdAfterRestart,
                Map.copyOf(some),
                keptFor);
    }

    /** The same, but for how long things are kept. */
    public CoordinatorLimits withKeptFor(KeptFor other) {
        return new CoordinatorLimits(
                maxBlobBytes, maxBundleBytes, blobStoreBytes, maxOutputLimit, holdAfterRestart, licences, other);
    }
}
