package io.verdigrid.deployer.rollout;

import java.util.Locale;

/** Where a push is. Each is written down before anything is done in it, and what is done in it can be done again. */
public enum PushState {
    /** Waits for the fleet. */
    QUEUED,
    /** The fleet is ours: its hosts are read, and the artifact is checked. */
    LOCKED,
    /** The release is copied to every host. */
    STAGING,
    /** Every copy is compared, and the fleet is looked at before it changes. */
    PRECHECK,
    /** A subset of the hosts is switched. */
    CANARY,
    /** The subset is watched. */
    WATCH,
    /** All hosts are switched. */
    FULL,
    /** All hosts are watched. */
    WATCH_ALL,
    /** All hosts that answer run it. */
    DONE,
    /** Hosts are switched back. */
    ROLLING_BACK,
    /** Hosts run what they ran before. */
    ROLLED_BACK,
    /** Rolled back, and the trunk is blocked for what was seen. */
    BLOCKED,
    /** Not rolled out by itself: a newer release took its changes along. */
    OVERTAKEN,
    /** Another deployer took the fleet: the hosts are what it makes of them. */
    TAKEN_OVER;

    /** Nothing more happens by itself. */
    public boolean isOver() {
        return switch (this) {
            case DONE, ROLLED_BACK, BLOCKED, OVERTAKEN, TAKEN_OVER -> true;
            default -> false;
        };
    }

    /** It has the fleet's lease. */
    public boolean isUnderWay() {
        return this != QUEUED && !isOver();
    }

    /** Hosts may run the release. */
    public boolean hasSwitched() {
        return switch (this) {
            case CANARY, WATCH, FULL, WATCH_ALL, DONE -> true;
            default -> false;
        };
    }

    /** As people read it: {@code ROLLING-BACK}. */
    public String word() {
        return name().replace('_', '-');
    }

    /** The state of this word, in any case; throws IllegalArgumentException for another. */
    public static PushState of(String word) {
        return valueOf(word.replace('-', '_').toUpperCase(Locale.ROOT));
    }
}
