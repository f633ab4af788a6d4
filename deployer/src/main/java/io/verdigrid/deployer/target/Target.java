package io.verdigrid.deployer.target;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * Hosts that releases are brought to, whatever they are reached by.
 *
 * <p>A host has the complete releases in {@code releases/<id>}, and {@code current}, a link to one of them: what is there is
 * the truth, and is read. Every act is idempotent, and is refused with a {@link StaleLease} where the host has seen a lease with
 * a higher number: a deployer that was thought dead changes nothing.
 *
 * <p>Thread-safe; beside any act on a host, {@link #hold} may be called for it, and nothing else.
 */
public interface Target {
    /** What the host has now. */
    HostState read(String host) throws HostProblem, InterruptedException;

    /** Says on the host who holds it: takes it where its number is lower, or renews it. */
    void hold(String host, Lease lease) throws HostProblem, InterruptedException;

    /** Brings a release's files there; until all are there, {@code releases/<id>} is not. */
    void stage(String host, Lease lease, Release release, Path content) throws HostProblem, InterruptedException;

    /** Throws a {@link HostFailed} where the host's copy is not, byte for byte, this content. */
    void verify(String host, Release release, Path content) throws HostProblem, InterruptedException;

    /**
     * Lets {@code current} point to this complete release by an atomic rename, runs the reload hook, and reads back; empty: removes
     * {@code current}. Does nothing where this was done to its end before.
     */
    void activate(String host, Lease lease, Optional<String> release) throws HostProblem, InterruptedException;

    /** Deletes all complete releases but these and the current one, and what dead deployers left half. */
    void prune(String host, Lease lease, Set<String> keep) throws HostProblem, InterruptedException;
}
