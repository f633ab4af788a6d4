package io.verdigrid.deployer.rollout;

/**
 * Where a push goes next: a pure function.
 *
 * <p>Every step but the last is CANARY and WATCH, the last is FULL and WATCH_ALL.
 */
final class Transitions {
    private Transitions() {}

    /** What came of the act of a state. */
    enum Result {
        /** It is done. */
        DONE,
        /** It can't be done, or shows harm, or a person says stop. */
        STOP
    }

    /** @param step of the plan, from 0 */
    record Place(PushState state, int step) {}

    /** Throws IllegalStateException for a state in which nothing is done. */
    static Place after(Place place, Result result, int steps) {
        int step = place.step();
        if (result == Result.STOP) {
            return new Place(stopped(place.state()), step);
        }
        return switch (place.state()) {
            case QUEUED -> new Place(PushState.LOCKED, 0);
            case LOCKED -> new Place(PushState.STAGING, 0);
            case STAGING -> new Place(PushState.PRECHECK, 0);
            case PRECHECK -> switching(0, steps);
            case CANARY -> new Place(PushState.WATCH, step);
            case WATCH -> switching(step + 1, steps);
            case FULL -> new Place(PushState.WATCH_ALL, step);
            case WATCH_ALL -> new Place(PushState.DONE, step);
            case ROLLING_BACK -> new Place(PushState.ROLLED_BACK, step);
            case ROLLED_BACK -> new Place(PushState.BLOCKED, step);
            case DONE, BLOCKED, OVERTAKEN, TAKEN_OVER -> throw new IllegalStateException(place + " is over");
        };
    }

    private static Place switching(int step, int steps) {
        return new Place(step >= steps - 1 ? PushState.FULL : PushState.CANARY, step);
    }

    private static PushState stopped(PushState state) {
        return switch (state) {
            // Nothing was touched yet.
            case QUEUED -> PushState.ROLLED_BACK;
            case LOCKED, STAGING, PRECHECK, CANARY, WATCH, FULL, WATCH_ALL, DONE, ROLLING_BACK ->
                PushState.ROLLING_BACK;
            case ROLLED_BACK, BLOCKED, OVERTAKEN, TAKEN_OVER -> throw new IllegalStateException(state + " is over");
        };
    }
}
