package io.verdigrid.coordinator.telling;

import org.jspecify.annotations.Nullable;

/** A sink could not be told; the message is for a log, and has no secret in it. */
final class SinkFailure extends Exception {
    private static final long serialVersionUID = 1;

    private final boolean permanent;

    /**
     * A failure.
     *
     * @param permanent telling it again will not help
     */
    SinkFailure(String message, boolean permanent, @Nullable Throwable cause) {
        super(message, cause);
        this.permanent = permanent;
    }

    boolean permanent() {
        return permanent;
    }
}
