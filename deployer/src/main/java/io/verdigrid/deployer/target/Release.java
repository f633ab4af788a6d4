package io.verdigrid.deployer.target;

import io.verdigrid.protocol.Digest;
import java.util.regex.Pattern;

/**
 * An artifact as it is rolled out.
 *
 * @param id names its folder on the hosts: of the revision and the digest, so that the same artifact is the same release
 * @param digest of the artifact's file
 */
public record Release(String id, String revision, Digest digest) {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final int REVISION_LETTERS = 12;
    private static final int DIGEST_LETTERS = 12;

    /** Throws IllegalArgumentException for an id that is no plain file name. */
    public Release {
        if (!isId(id)) {
            throw new IllegalArgumentException("not a release: '" + id + "'");
        }
    }

    /** Whether this may name a release. */
    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /** The release of this artifact. */
    public static Release of(String revision, Digest digest) {
        String plain = revision.replaceAll("[^A-Za-z0-9]", "");
        String start = plain.substring(0, Math.min(REVISION_LETTERS, plain.length()));
        String id = (start.isEmpty() ? "" : start + "-") + digest.hex().substring(0, DIGEST_LETTERS);
        return new Release(id, revision, digest);
    }
}
