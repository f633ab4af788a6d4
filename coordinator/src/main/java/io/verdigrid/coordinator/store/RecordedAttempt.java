package io.verdigrid.coordinator.store;

import io.verdigrid.coordinator.model.Attempt;
import io.verdigrid.coordinator.model.TestInfo;
import io.verdigrid.coordinator.model.Verdict;

/**
 * An attempt with its position in its build's record.
 *
 * @param position from 1, without gaps
 * @param verdict over the test's attempts up to this one
 */
public record RecordedAttempt(long position, String module, TestInfo test, Attempt attempt, Verdict verdict) {}
