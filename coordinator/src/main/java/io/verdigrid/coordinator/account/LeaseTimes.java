package io.verdigrid.coordinator.account;

import io.verdigrid.coordinator.model.LeaseEnding;

/**
 * What a worker says of a lease that ended, in milliseconds by the worker's clock.
 *
 * @param slotMs for which the slot was held; with a fresh runner its start is part of it
 * @param fixtureMs of it, outside test methods
 * @param startMs for which the lease waited for its runner's JVM
 * @param transferMs for which it waited for its bundle, fetched and laid out
 */
public record LeaseTimes(LeaseEnding ending, long slotMs, long fixtureMs, long startMs, long transferMs) {}
