package io.verdigrid.deployer.target;

/** The host answered, and the act failed there. */
public final class HostFailed extends HostProblem {
    private static final long serialVersionUID = 1;

    /** With why. */
    public HostFailed(String message) {
        super(message);
    }
}
