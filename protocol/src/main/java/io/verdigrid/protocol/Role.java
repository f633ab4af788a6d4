package io.verdigrid.protocol;

import java.util.Locale;
import java.util.Optional;

/** What the holder of a token may do on a coordinator. */
public enum Role {
    /** Uploads bundles, starts, watches and cancels builds, reads histories. */
    CI,
    /** Takes leases, reports on them, moves blobs; nothing else. */
    WORKER,
    /** Reads. */
    VIEWER,
    /** Everything. */
    OPERATOR,
    /** Reads builds, to roll out green ones. */
    DEPLOYER;

    /** As it is written in a token file. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role of this word, if it is one. */
    public static Optional<Role> of(String word) {
        for (Role role : values()) {
            if (role.word().equals(word)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }
}
