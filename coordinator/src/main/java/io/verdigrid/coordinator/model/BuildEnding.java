package io.verdigrid.coordinator.model;

/**
 * How a build ended, beside its status.
 *
 * @param atMs milliseconds since 1970; 0: it has not ended
 * @param reason why it ended in ERROR or before all tests ran, or who cancelled it; else empty
 * @param badInput the ERROR is one of what was submitted, not of the grid
 */
public record BuildEnding(long atMs, String reason, boolean badInput, BuildAccount account) {
    /** Of a build that goes on. */
    public static final BuildEnding NONE = new BuildEnding(0, "", false, BuildAccount.NONE);
}
