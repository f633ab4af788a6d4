package io.verdigrid.coordinator.store.files;

/**
 * Bounds, in bytes.
 *
 * @param blob no blob may be larger
 * @param total when a blob would make it more, the least recently used go
 */
public record BlobLimits(long blob, long total) {
    /** 2 GiB a blob, 20 GiB in all. */
    public static final BlobLimits DEFAULT = new BlobLimits(2L << 30, 20L << 30);

    /** Throws IllegalArgumentException where a single blob could be over the total. */
    public BlobLimits {
        if (blob <= 0 || total < blob) {
            throw new IllegalArgumentException("a blob may have " + blob + " bytes and all together " + total
                    + ": the first must be above 0, and the second not below it");
        }
    }
}
