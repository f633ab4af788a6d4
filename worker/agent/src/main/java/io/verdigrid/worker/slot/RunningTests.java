package io.verdigrid.worker.slot;

import io.verdigrid.runner.wire.TestNode;
import io.verdigrid.runner.wire.TestResult;
import io.verdigrid.worker.model.Captured;
import io.verdigrid.worker.model.Fact;
import io.verdigrid.worker.model.Outcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The tests of a run that have begun and not ended, with their output; makes attempts of them.
 *
 * <p>Output outside tests goes to the next test that ends. What comes behind the last test goes to that one, which is why an
 * attempt is held back until something follows it, or {@link #release} is called. Not thread-safe.
 */
final class RunningTests {
    private static final List<Outcome> BY_NUMBER =
            List.of(Outcome.PASSED, Outcome.FAILED, Outcome.ABORTED, Outcome.SKIPPED);
    private static final int SLACK = 4 << 10;

    private final long outputLimit;
    private final Consumer<Fact.Attempt> attempts;
    private final Map<String, Running> running = new LinkedHashMap<>();
    private final Map<String, Along> along = new LinkedHashMap<>();
    private Captured strayOut;
    private Captured strayErr;
    private Fact.@Nullable Attempt held;
    private final Fact.Place first;
    private int begun;
    private long testUs;

    private record Running(TestNode test, long startedAtMs, int position, Captured out, Captured err) {}

    /** A test that runs and that nobody asked for. */
    private record Along(TestNode test, long startedAtMs) {}

    /**
     * Takes this many bytes of each stream of each test, and a little more for the line that says what was left out.
     *
     * @param first of the run's first test
     */
    RunningTests(long outputLimit, Fact.Place first, Consumer<Fact.Attempt> attempts) {
        this.first = first;
        this.outputLimit = outputLimit + SLACK;
        this.attempts = attempts;
        this.strayOut = new Captured(this.outputLimit);
        this.strayErr = new Captured(this.outputLimit);
    }

    void started(TestNode test, long startedAtMs) {
        release();
        running.put(test.uniqueId, running(test, startedAtMs));
    }

    /** It runs along with those that are reported. */
    void startedAlong(TestNode test, long nowMs) {
        release();
        begun++;
        along.put(test.uniqueId, new Along(test, nowMs));
    }

    void finishedAlong(String uniqueId, long nowMs) {
        Along ended = along.remove(uniqueId);
        testUs += ended == null ? 0 : Math.max(0, nowMs - ended.startedAtMs) * 1000;
    }

    /** False: it is of a test that nobody asked for, and is dropped. */
    boolean output(String uniqueId, boolean err, byte[] data) {
        if (along.containsKey(uniqueId)) {
            return false;
        }
        Running test = running.get(uniqueId);
        if (test != null) {
            (err ? test.err : test.out).add(data);
        } else {
            (err ? strayErr : strayOut).add(data);
        }
        return true;
    }

    void finished(TestResult result) {
        release();
        Running ended = running.remove(result.test.uniqueId);
        if (ended == null) {
            ended = running(result.test, result.startedAtMs);
        }
        testUs += result.durationUs;
        Outcome outcome = BY_NUMBER.get(Math.min(result.outcome, BY_NUMBER.size() - 1));
        boolean silent = result.type.isEmpty() && result.message.isEmpty() && result.stack.isEmpty();
        held = attempt(
                ended,
                result.test,
                outcome,
                result.startedAtMs,
                result.durationUs,
                silent ? null : new Fact.Failure(result.type, result.message, result.stack));
    }

    /** These, or all if {@code uniqueIds} is empty, ended with their runner; containers only where no test ran in them. */
    void died(Outcome outcome, List<String> uniqueIds, long nowMs, Fact.Failure failure) {
        release();
        boolean anyTest = running.values().stream().anyMatch(each -> each.test.isTest);
        List<Running> dead = running.values().stream()
                .filter(each ->
                        uniqueIds.isEmpty() ? each.test.isTest || !anyTest : uniqueIds.contains(each.test.uniqueId))
                .toList();
        for (Running each : dead) {
            running.remove(each.test.uniqueId);
            long durationUs = Math.max(0, nowMs - each.startedAtMs) * 1000;
            testUs += durationUs;
            held = attempt(each, each.test, outcome, each.startedAtMs, durationUs, failure);
            release();
        }
    }

    /** Hands over the attempt that was held back. */
    void release() {
        if (held != null) {
            attempts.accept(held);
            held = null;
        }
    }

    /** The run is over. */
    void end() {
        if (held != null) {
            held.stdout().addAll(strayOut);
            held.stderr().addAll(strayErr);
        }
        release();
    }

    /** What runs now, for people. */
    Optional<TestNode> current() {
        return running.values().stream().reduce((first, second) -> second).map(Running::test);
    }

    /** Tests that run and that nobody asked for. */
    List<TestNode> along() {
        return along.values().stream().map(Along::test).toList();
    }

    /** No test runs that would be reported. */
    boolean isIdle() {
        return running.isEmpty();
    }

    /** Microseconds spent in tests; those of tests that ran side by side are added up. */
    long testUs() {
        return testUs;
    }

    private Running running(TestNode test, long startedAtMs) {
        return new Running(test, startedAtMs, begun++, new Captured(outputLimit), new Captured(outputLimit));
    }

    private Fact.Attempt attempt(
            Running ended,
            TestNode test,
            Outcome outcome,
            long startedAtMs,
            long durationUs,
            Fact.@Nullable Failure failure) {
        Captured out = before(strayOut, ended.out);
        Captured err = before(strayErr, ended.err);
        strayOut = new Captured(outputLimit);
        strayErr = new Captured(outputLimit);
        Fact.Place place = new Fact.Place(first.runnerReadyAtMs(), first.run(), first.position() + ended.position);
        return new Fact.Attempt(test, outcome, startedAtMs, durationUs, failure, out, err, place);
    }

    private Captured before(Captured stray, Captured own) {
        if (stray.isEmpty()) {
            return own;
        }
        Captured both = new Captured(2 * outputLimit);
        both.addAll(stray);
        both.addAll(own);
        return both;
    }
}
