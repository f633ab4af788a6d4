package io.verdigrid.cli.bundle;

/**
 * Makes bundles: equal files, arguments and order give an equal digest, whatever the machine's paths and times.
 *
 * <p>Not thread-safe. Files are hashed as streams, several at once.
 */
public final class BundleBuilder {
    /** Bytes that a bundle may have unless told otherwise. */
    public static final long DEFAULT_LIMIT = 4L << 30;

    /** A builder that refuses bundles of more than so many bytes. */
    public BundleBuilder(DigestCache cache, long limitBytes) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** The bundle of this source; throws BundleProblem with everything that is wrong with it. */
    public Bundle build(BundleSource source) throws BundleProblem, InterruptedException {
        throw new UnsupportedOperationException("not built yet");
    }
}
