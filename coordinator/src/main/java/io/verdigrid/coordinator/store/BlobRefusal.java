package io.verdigrid.coordinator.store;

import java.io.IOException;

/** A blob that is not taken; the message names the blob, the value and what is allowed. */
public final class BlobRefusal extends IOException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /** A refusal with a sentence for whoever sent the blob. */
    public BlobRefusal(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** What is wrong with it. */
    public Kind kind() {
        return kind;
    }

    /** Reasons for a refusal. */
    public enum Kind {
        /** Its bytes are not those that were announced. */
        WRONG_CONTENT,
        /** It is larger than a blob may be. */
        TOO_LARGE,
        /** The store is full of what open builds refer to. */
        NO_ROOM
    }
}
