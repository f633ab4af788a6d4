package io.verdigrid.coordinator.store;

import io.verdigrid.coordinator.model.PlannedUnit;
import java.util.List;

/** What is known of tests from their builds. Thread-safe. */
public interface HistoryStore {
    /**
     * How long each of these units will hold its slot, in their order: its fixture cost and its tests, each the 75th
     * percentile of its last 20 passes. A test without passes takes the median of its class, else of its package, else one
     * second.
     */
    List<UnitEstimate> estimates(String suite, String module, List<PlannedUnit> units);

    /** Tests with their figures, sorted and filtered. */
    TestPage tests(TestQuery query);

    /**
     * An estimate of a unit.
     *
     * @param fromHistory history had a test of it
     * @param fixtureMs of its milliseconds, what it holds its slot outside its tests
     * @param testsUs of each of its tests in their order, microseconds
     */
    record UnitEstimate(long millis, boolean fromHistory, long fixtureMs, List<Long> testsUs) {
        /** Copies its list. */
        public UnitEstimate {
            testsUs = List.copyOf(testsUs);
        }
    }

    /** What tests to list. */
    record TestQuery(String suite, String filter, Sort sort, boolean reverse, int offset, int limit) {}

    /** Orders of a listing; the first of each is what most wants attention. */
    enum Sort {
        TIME_LOST,
        PASS_RATE,
        MEDIAN,
        P95,
        RUNS,
        NAME
    }

    /** Some tests of a listing, and how many the filter lets through in all. */
    record TestPage(List<TestHistory> tests, int total) {
        /** Copies its list. */
        public TestPage {
            tests = List.copyOf(tests);
        }
    }

    /**
     * A test's figures.
     *
     * @param runs attempts that passed or were red
     * @param passRateLow lower end of Wilson's 95 % interval
     * @param medianUs over the last 200 passes, microseconds
     * @param timeLostUs spent in red attempts and in retests, microseconds
     * @param lastRedAtMs 0: never
     * @param intermittentBuilds builds in which it was red and green
     */
    record TestHistory(
            String suite,
            String module,
            String uniqueId,
            String className,
            String name,
            int runs,
            int passes,
            double passRateLow,
            double passRateHigh,
            long medianUs,
            long p95Us,
            long timeLostUs,
            long lastRedAtMs,
            int intermittentBuilds) {}
}
