package io.verdigrid.deployer.target;

/** Something was not done on a host; the message is a clause for people, without the host's name. */
public abstract sealed class HostProblem extends Exception permits HostUnreachable, HostFailed, StaleLease {
    private static final long serialVersionUID = 1;

    HostProblem(String message) {
        super(message, null, false, false);
    }

    /** Never null here. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
