package io.verdigrid.coordinator.scheduler;

import io.verdigrid.coordinator.scheduler.policy.GridResources;
import java.util.Map;

/**
 * The scheduler's bounds.
 *
 * @param workerSilenceMs a worker that has not been heard of for so long is lost, milliseconds
 * @param noWorkerNoticeMs how long a build waits without any worker before it says so, milliseconds
 * @param resources that tests lock
 */
public record SchedulerConfig(
        long workerSilenceMs, long noWorkerNoticeMs, Sharing sharing, Limits limits, GridResources resources) {
    /** What a coordinator has that says nothing else. */
    public static final SchedulerConfig DEFAULT = new SchedulerConfig(
            15_000,
            5_000,
            new Sharing(10_000, 10_000, 10_000, 5),
            new Limits(8, 2, 3, 50),
            new GridResources(Map.of()));

    /** The same with so many licences of some resources. */
    public SchedulerConfig with(Map<String, Integer> licences) {
        return new SchedulerConfig(workerSilenceMs, noWorkerNoticeMs, sharing, limits, new GridResources(licences));
    }

    /**
     * How work is dealt out.
     *
     * @param batchCapMs most estimated work in one grant of more than one unit, milliseconds
     * @param splitFloorMs no class of a shorter estimate is run in parts, and no part is meant to be shorter, milliseconds
     * @param growthMs so long after the last worker came that made the fleet larger than ever, more may come, milliseconds
     * @param copyPercent most of a build's work that may be run twice because a slot is slow
     */
    public record Sharing(long batchCapMs, long splitFloorMs, long growthMs, int copyPercent) {}

    /**
     * When trying again ends.
     *
     * @param losses a unit is given up as LOST when its worker was lost so often in a row without a new result
     * @param idleDeaths a unit is given up as CRASHED when its runner died so often in a row without a new result
     * @param unableWorkers a build ends in ERROR when so many workers could not do one of its modules
     * @param massFailureFloor finished tests from which on a build of which half is red retests no more
     */
    public record Limits(int losses, int idleDeaths, int unableWorkers, int massFailureFloor) {}
}
