package io.verdigrid.deployer.target;

/** The host did not answer: whether the act was done is not known. */
public final class HostUnreachable extends HostProblem {
    private static final long serialVersionUID = 1;

    /** With why. */
    public HostUnreachable(String message) {
        super(message);
    }
}
