package io.verdigrid.coordinator.scheduler;

/**
 * The scheduler's bounds.
 *
 * @param workerSilenceMs a worker that has not been heard of for so long is lost, milliseconds
 * @param maxLosses a unit is given up as LOST when its worker was lost so often in a row without a new result
 * @param batchCapMs most estimated work in one grant of more than one unit, milliseconds
 * @param splitFloorMs no class of a shorter estimate is run in parts, and no part is meant to be shorter, milliseconds
 * @param growthMs so long after the last worker came that made the fleet larger than ever, more may come, milliseconds
 * @param copyPercent most of a build's work that may be run twice because a slot is slow
 * @param maxIdleDeaths a unit is given up as CRASHED when its runner died so often in a row without a new result
 * @param maxUnableWorkers a build ends in ERROR when so many workers could not do one of its modules
 * @param massFailureFloor finished tests from which on a build of which half is red retests no more
 * @param noWorkerNoticeMs how long a build waits without any worker before it says so, milliseconds
 */
public record SchedulerConfig(
        long workerSilenceMs,
        int maxLosses,
        long batchCapMs,
        long splitFloorMs,
        long growthMs,
        int copyPercent,
        int maxIdleDeaths,
        int maxUnableWorkers,
        int massFailureFloor,
        long noWorkerNoticeMs) {
    /** What a coordinator has that says nothing else. */
    public static final SchedulerConfig DEFAULT =
            new SchedulerConfig(15_000, 8, 10_000, 10_000, 10_000, 5, 2, 3, 50, 5_000);
}
