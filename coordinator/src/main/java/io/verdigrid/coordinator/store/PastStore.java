package io.verdigrid.coordinator.store;

import io.verdigrid.coordinator.model.Outcome;
import io.verdigrid.coordinator.slowness.SlowTests;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** What single tests did, attempt by attempt and day by day. Thread-safe. */
public interface PastStore {
    /**
     * Tests by a name that a person gave: a unique id, {@code class#name} with or without the parameters, or a class.
     *
     * @param limit how many to find at most
     */
    List<TestKey> find(TestName name, int limit);

    /**
     * A test's attempts, newest first.
     *
     * @param before only those behind this one; empty: from the newest
     * @return empty: there is no such test
     */
    Optional<Past> past(TestKey test, Optional<Place> before, int limit);

    /** What a test did on each of its newest days, newest first; days without attempts are left out. */
    List<PastDay> days(TestKey test, int limit);

    /**
     * The tests that became slower, of each suite by itself; takes some seconds where there are many.
     *
     * @param suite empty: of all suites
     */
    SortedMap<String, SlowTests.Found> slower(String suite);

    /**
     * A day of a test.
     *
     * @param day days since 1970, UTC
     * @param others skipped, aborted or lost
     * @param meanUs of the passes, microseconds; 0: there was none
     * @param medianUs of the passes, at most a tenth too high
     */
    record PastDay(int day, int passes, int reds, int others, long meanUs, long medianUs, long p95Us) {}

    /**
     * What to look for.
     *
     * @param suite empty: in all
     * @param module empty: in all
     */
    record TestName(String suite, String module, String test) {}

    /** A test in the history. */
    record TestKey(String suite, String module, String unitId, String uniqueId, String className, String name) {}

    /** Where an attempt stands in its test's past: the count of the run that added it, and the attempt's number. */
    record Place(int run, int number) {}

    /**
     * Some of a test's attempts.
     *
     * @param fixtureMs the median of what its unit holds its slot outside test methods, milliseconds
     * @param next where to go on; empty: that is all
     */
    record Past(List<PastAttempt> attempts, long fixtureMs, Optional<Place> next) {
        /** Copies its list. */
        public Past {
            attempts = List.copyOf(attempts);
        }
    }

    /**
     * An attempt.
     *
     * @param outcome the one that counts
     * @param durationUs microseconds
     * @param slotTimeMs for which its unit's lease held the slot, milliseconds; 0: not known
     * @param startedAtMs milliseconds since 1970 by the worker's clock
     * @param codeKey of the code that it tested; empty: not known
     * @param run which run of its runner, from 1; 0: not known
     * @param position which test of that run, from 1; 0: not known
     * @param load the host's load average; negative: not known
     */
    record PastAttempt(
            String buildId,
            int number,
            Outcome outcome,
            long durationUs,
            long slotTimeMs,
            long startedAtMs,
            String codeKey,
            String worker,
            int run,
            int position,
            double load) {}
}
