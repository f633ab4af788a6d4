package io.verdigrid.coordinator.store;

import io.verdigrid.coordinator.judging.TestState;
import io.verdigrid.coordinator.judging.Transition;
import io.verdigrid.coordinator.model.CodeKey;
import io.verdigrid.coordinator.model.PlannedUnit;
import io.verdigrid.coordinator.model.QuarantinedTest;
import io.verdigrid.coordinator.model.TestPast;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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

    /** The changes of what was thought of a test, oldest first; none for a test that was never red. */
    List<StateChange> changes(String suite, String module, String uniqueId);

    /** What people call the test; empty: the history has none with this id. */
    Optional<TestName> name(String suite, String module, String uniqueId);

    /** What people call a test. */
    record TestName(String className, String name) {}

    /**
     * The tests that are in quarantine.
     *
     * @param suite empty: of all suites
     */
    List<QuarantinedTest> quarantined(String suite);

    /**
     * A change of what was thought of a test.
     *
     * @param codeKeys those that its evidence names, in its order
     */
    record StateChange(Transition transition, List<CodeKey> codeKeys) {
        /** Copies its list. */
        public StateChange {
            codeKeys = List.copyOf(codeKeys);
        }
    }

    /**
     * An estimate of a unit.
     *
     * @param fromHistory history had a test of it
     * @param fixtureMs of its milliseconds, what it holds its slot outside its tests
     * @param testsUs of each of its tests in their order, microseconds
     * @param pasts by unique id: what is known of its tests that were red at some time, or passed often
     */
    record UnitEstimate(
            long millis, boolean fromHistory, long fixtureMs, List<Long> testsUs, Map<String, TestPast> pasts) {
        /** Copies its collections. */
        public UnitEstimate {
            testsUs = List.copyOf(testsUs);
            pasts = Map.copyOf(pasts);
        }
    }

    /**
     * What tests to list.
     *
     * @param state null: whatever is thought of them
     */
    record TestQuery(
            String suite, String filter, @Nullable TestState state, Sort sort, boolean reverse, int offset, int limit) {
        /** Whatever is thought of them. */
        public TestQuery(String suite, String filter, Sort sort, boolean reverse, int offset, int limit) {
            this(suite, filter, null, sort, reverse, offset, limit);
        }
    }

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
            int intermittentBuilds,
            Judged judged) {}

    /**
     * What is thought of a test.
     *
     * @param sinceMs milliseconds since 1970; 0: always
     * @param failureRate the mean of its posterior, 0 to 1; 0 for a test that was never red
     * @param cleanRuns passes since its last red
     * @param cleanRunsNeeded passes since its last red after which it is released, by the default policy; 0: it need not be
     */
    record Judged(TestState state, long sinceMs, double failureRate, int cleanRuns, int cleanRunsNeeded) {
        /** What is thought of a test that was never red. */
        public static Judged healthy(int passes) {
            return new Judged(TestState.HEALTHY, 0, 0, passes, 0);
        }
    }
}
