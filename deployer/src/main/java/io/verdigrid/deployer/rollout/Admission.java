package io.verdigrid.deployer.rollout;

import io.verdigrid.protocol.Digest;

/** Says which artifacts may be rolled out. Thread-safe. */
public interface Admission {
    /** What the certificate says of this artifact; throws a Refused with the reason where it says nothing that is trusted. */
    Green check(Digest artifact, byte[] certificate) throws Refused;

    /**
     * A build that was green.
     *
     * @param build its id
     */
    record Green(String revision, String build, java.util.List<Request.Change> changes) {}
}
