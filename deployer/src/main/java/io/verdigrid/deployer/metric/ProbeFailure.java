package io.verdigrid.deployer.metric;

/** A host could not be measured; the message says why, in words for people. */
final class ProbeFailure extends Exception {
    private static final long serialVersionUID = 1;

    ProbeFailure(String message) {
        super(message, null, false, false);
    }

    @Override
    public String getMessage() {
        String message = super.getMessage();
        return message == null ? "" : message;
    }
}
