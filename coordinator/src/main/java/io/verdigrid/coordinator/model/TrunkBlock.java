package io.verdigrid.coordinator.model;

/**
 * One reason for which a trunk is blocked.
 *
 * @param key names it within its trunk
 * @param reason a sentence for people
 * @param by who blocked it; may be empty for a red build
 * @param sinceMs milliseconds since 1970, as all times here
 * @param untilMs when it ends by itself; 0: it does not
 */
public record TrunkBlock(
        String key, BlockCause cause, String reason, String by, long sinceMs, long untilMs, RedBuild build) {

    /** Whether it is in force at this time. */
    public boolean holdsAt(long nowMs) {
        return untilMs == 0 || untilMs > nowMs;
    }

    /**
     * The build behind a block.
     *
     * @param buildId empty: there is none
     * @param revision of the build, or what was rolled out; may be empty
     * @param greenRevision of the newest green build before; empty: none is known
     * @param tests stands for the modules and selections of the build: only a build of the same tests can show that they are
     *     green again
     */
    public record RedBuild(String buildId, String revision, String greenRevision, String tests) {
        /** A block without a build. */
        public static RedBuild none(String revision) {
            return new RedBuild("", revision, "", "");
        }
    }
}
