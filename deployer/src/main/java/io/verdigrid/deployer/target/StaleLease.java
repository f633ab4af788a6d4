package io.verdigrid.deployer.target;

/** Another deployer holds the host under a higher number, or under this one before us. */
public final class StaleLease extends HostProblem {
    private static final long serialVersionUID = 1;

    /** With the lease that the host has. */
    public StaleLease(Lease held) {
        super((held.held() ? "deployer " + held.owner() + " holds it" : "another deployer had it") + ", number "
                + held.number());
    }
}
