package io.verdigrid.runner.execution;

import io.verdigrid.runner.output.OutputCapture;
import io.verdigrid.runner.output.TestOutput;
import io.verdigrid.runner.platform.Failure;
import io.verdigrid.runner.wire.FrameKind;
import io.verdigrid.runner.wire.FrameWriter;
import io.verdigrid.runner.wire.Sender;
import io.verdigrid.runner.wire.TestNode;
import io.verdigrid.runner.wire.TestResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Tells the worker what becomes of each test of one run, each once. Thread-safe. */
final class RunReport {
    static final int PASSED = 0;
    static final int FAILED = 1;
    static final int ABORTED = 2;
    static final int SKIPPED = 3;

    private final long run;
    private final Sender sender;
    private final OutputCapture output;
    private final BusyTime busy = new BusyTime();
    private final Map<String, Running> running = new ConcurrentHashMap<>();
    private final Map<String, Running> along = new ConcurrentHashMap<>();
    private final Set<String> settled = ConcurrentHashMap.newKeySet();
    private final Set<String> containersDone = ConcurrentHashMap.newKeySet();

    RunReport(long run, Sender sender, OutputCapture output) {
        this.run = run;
        this.sender = sender;
        this.output = output;
    }

    /** The worker knows of it before this returns, and so before the test can take the JVM down. */
    void started(TestNode test) {
        Running begun = new Running(test, output.begin(test.uniqueId));
        running.put(test.uniqueId, begun);
        FrameWriter.Fields fields = new FrameWriter.Fields();
        fields.put(run);
        test.write(fields);
        fields.put(begun.startedAtMs);
        sender.send(FrameKind.STARTED, fields, true);
        begun.startedAtNanos = System.nanoTime();
        busy.enter(begun.startedAtNanos);
    }

    /** A test begins that is not reported: the worker hears of it so that it can tell whose time and whose fault it is. */
    void startedAlong(TestNode test) {
        Running begun = new Running(test, output.begin(test.uniqueId));
        along.put(test.uniqueId, begun);
        FrameWriter.Fields fields = new FrameWriter.Fields();
        fields.put(run);
        sender.send(FrameKind.ALONG, test.write(fields), true);
        busy.enter(System.nanoTime());
    }

    void finishedAlong(String uniqueId) {
        Running ended = along.remove(uniqueId);
        if (ended != null) {
            busy.leave(System.nanoTime());
            output.end(ended.output);
            FrameWriter.Fields fields = new FrameWriter.Fields();
            fields.put(run);
            fields.put(uniqueId);
            sender.send(FrameKind.ALONG_ENDED, fields, false);
        }
    }

    /** False: it was not started here. */
    boolean finished(String uniqueId, int outcome, Throwable thrown, boolean flush) {
        long now = System.nanoTime();
        Running ended = running.remove(uniqueId);
        if (ended == null) {
            return false;
        }
        busy.leave(now);
        output.end(ended.output);
        long durationUs = (now - ended.startedAtNanos) / 1000;
        send(result(ended.test, outcome, ended.startedAtMs, durationUs, Failure.of(thrown)), flush);
        return true;
    }

    /** The end of something that was not started; false: it has an end already, or will have. */
    boolean settle(TestNode test, int outcome, Failure failure) {
        if (settled.contains(test.uniqueId) || running.containsKey(test.uniqueId)) {
            return false;
        }
        send(result(test, outcome, System.currentTimeMillis(), 0, failure), true);
        return true;
    }

    private static TestResult result(TestNode test, int outcome, long startedAtMs, long durationUs, Failure failure) {
        return new TestResult(test, outcome, startedAtMs, durationUs, failure.type, failure.message, failure.stack);
    }

    private void send(TestResult result, boolean flush) {
        settled.add(result.test.uniqueId);
        FrameWriter.Fields fields = new FrameWriter.Fields();
        fields.put(run);
        sender.send(FrameKind.FINISHED, result.write(fields), flush);
    }

    /** All that still runs has failed for this. */
    void failRunning(Throwable thrown) {
        for (String each : new ArrayList<>(running.keySet())) {
            finished(each, FAILED, thrown, true);
        }
    }

    /** A leaf that registered tests has ended. */
    void containerDone(String uniqueId) {
        containersDone.add(uniqueId);
        sender.flush();
    }

    boolean isSettled(String uniqueId) {
        return settled.contains(uniqueId) || containersDone.contains(uniqueId);
    }

    Set<String> settled() {
        return settled;
    }

    List<String> containersDone() {
        return new ArrayList<>(containersDone);
    }

    long busyMicroseconds() {
        return busy.microseconds();
    }

    /** A test that runs. */
    private static final class Running {
        final TestNode test;
        final TestOutput output;
        final long startedAtMs = System.currentTimeMillis();
        volatile long startedAtNanos;

        Running(TestNode test, TestOutput output) {
            this.test = test;
            this.output = output;
        }
    }
}
