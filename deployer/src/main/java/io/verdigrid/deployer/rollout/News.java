package io.verdigrid.deployer.rollout;

/**
 * How a push ended, for people who want to hear of it. Immutable.
 *
 * @param number counts what there was to tell on this deployer from 1
 * @param push as it was then; its state is DONE or ROLLED_BACK
 */
public record News(long number, Push push) {
    /** When it ended; milliseconds since 1970. */
    long atMs() {
        return push.progress().changedAtMs();
    }
}
