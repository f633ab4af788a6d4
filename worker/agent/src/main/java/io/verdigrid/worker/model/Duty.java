package io.verdigrid.worker.model;

import java.util.List;
import java.util.Set;

/** What a coordinator can ask of a worker, and what a worker tells of itself. Thread-safe; no method blocks for long. */
public interface Duty {
    /** Every lease held, whether its unit runs or waits. */
    List<Lease> held();

    /** It takes no new lease. */
    boolean draining();

    /**
     * The coordinator answered.
     *
     * @param said the leases that this worker said it held
     * @param keep those to go on with; the others are dropped
     * @param openBuilds builds that are not over
     */
    void welcome(Set<Long> said, Set<Long> keep, Set<String> openBuilds);

    /** Run these one after the other. */
    void grant(int slot, List<Lease> leases);

    /** Stop this lease, or do not begin it. */
    void revoke(long leaseId, String reason);

    /** The build is over: its runners and folders can go. */
    void buildEnded(String buildId);

    /** What runs in each busy slot. */
    List<Running> running();

    /** What runs in a slot; {@code test} is for people. */
    record Running(int slot, long leaseId, String test) {}
}
