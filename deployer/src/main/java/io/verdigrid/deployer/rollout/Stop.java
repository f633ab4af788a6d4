package io.verdigrid.deployer.rollout;

/** A push cannot go on, and why; it is not a failure of the deployer. */
final class Stop extends Exception {
    private static final long serialVersionUID = 1;

    private final boolean harm;
    private final boolean takenOver;

    private Stop(String reason, boolean harm, boolean takenOver) {
        super(reason, null, false, false);
        this.harm = harm;
        this.takenOver = takenOver;
    }

    /** The release does harm. */
    static Stop harm(String reason) {
        return new Stop(reason, true, false);
    }

    /** Something is in the way. */
    static Stop hindered(String reason) {
        return new Stop(reason, false, false);
    }

    /** Another deployer has the fleet. */
    static Stop takenOver(String by) {
        return new Stop(by, false, true);
    }

    boolean isHarm() {
        return harm;
    }

    boolean isTakenOver() {
        return takenOver;
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
