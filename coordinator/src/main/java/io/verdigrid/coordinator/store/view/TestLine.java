package io.verdigrid.coordinator.store.view;

import io.verdigrid.coordinator.judging.TestState;
import io.verdigrid.coordinator.rows.TestFigures;
import java.util.Comparator;
import java.util.Locale;

/** A test in the table, with what it may be sorted and filtered by. Mutable; guarded by the table. */
final class TestLine {
    /** By name; of tests of one name, in the order in which they were seen. */
    static final Comparator<TestLine> BY_NAME = Comparator.comparing((TestLine line) -> line.title)
            .thenComparingInt(line -> line.unit.number())
            .thenComparingInt(line -> line.number);

    final TestUnit unit;
    /** In its unit's history. */
    final int number;
    /** {@code class#name} in lower case. */
    final String title;

    TestState state = TestState.HEALTHY;
    int runs;
    int passes;
    long timeLostUs;
    long medianUs;
    long p95Us;
    /** The table has it no more. */
    boolean gone;

    TestLine(TestUnit unit, TestFigures test) {
        this.unit = unit;
        this.number = test.number();
        this.title = (test.className() + '#' + test.name()).toLowerCase(Locale.ROOT);
    }

    void set(TestFigures test, TestState now) {
        state = now;
        runs = test.runs();
        passes = test.passes();
        timeLostUs = test.timeLostUs();
    }

    void set(PassDurations durations) {
        medianUs = durations.quantile(number, 0.5);
        p95Us = durations.quantile(number, 0.95);
    }

    /** A test that never ran has no rate, and comes last. */
    double passRate() {
        return runs == 0 ? 2 : (double) passes / runs;
    }
}
