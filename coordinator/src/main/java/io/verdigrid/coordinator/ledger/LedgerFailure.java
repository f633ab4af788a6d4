package io.verdigrid.coordinator.ledger;

/** The data could not be read or written; the message names the folder and says why. */
public final class LedgerFailure extends RuntimeException {
    /** A failure with a sentence for an operator. */
    public LedgerFailure(String message, Throwable cause) {
        super(message, cause);
    }

    /** A failure with a sentence for an operator. */
    public LedgerFailure(String message) {
        super(message);
    }
}
