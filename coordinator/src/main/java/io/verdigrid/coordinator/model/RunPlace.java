package io.verdigrid.coordinator.model;

/**
 * Where in a runner's life a test began.
 *
 * @param runnerReadyAtMs when the runner's JVM was ready, milliseconds since 1970 by the worker's clock: tells the runners of one
 *     slot apart
 * @param run which run of the runner, from 1: one for each lease
 * @param position which test of the run, by their starts, from 1
 * @param wholeUnit the run was of the whole unit, and only some of its tests were reported
 */
public record RunPlace(long runnerReadyAtMs, int run, int position, boolean wholeUnit) {}
