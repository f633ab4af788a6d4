package io.verdigrid.deployer.rollout;

/** What was asked for is not done; the message says why and what would be, in a sentence for people. */
public final class Refused extends Exception {
    private static final long serialVersionUID = 1;

    /** With why. */
    public Refused(String message) {
        super(message, null, false, false);
    }

    /** Never null here. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
