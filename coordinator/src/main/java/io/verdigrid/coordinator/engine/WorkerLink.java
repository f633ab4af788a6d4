package io.verdigrid.coordinator.engine;

import java.util.List;

/** The way to a connected worker. Called on the engine's thread only; must not block, and throws nothing. */
public interface WorkerLink {
    /** The answer to its hello: the leases to go on with, and the builds that may use it. */
    void welcome(long epoch, long heartbeatMs, List<Long> keep, List<String> openBuilds);

    /** It should run these in this slot, one after the other. */
    void grant(int slot, List<LeaseOrder> leases);

    /** It should stop this lease. */
    void revoke(long leaseId, String reason);

    /** All its reports up to this one are durable. */
    void acknowledge(long sequence);

    /** The build has ended. */
    void buildEnded(String buildId);

    /** Another connection of the same worker takes its place. */
    void replaced();
}
