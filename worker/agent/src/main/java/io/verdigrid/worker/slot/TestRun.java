package io.verdigrid.worker.slot;

import io.verdigrid.protocol.TimeSource;
import io.verdigrid.runner.wire.FrameKind;
import io.verdigrid.runner.wire.FrameWriter;
import io.verdigrid.runner.wire.RunEnd;
import io.verdigrid.runner.wire.RunOrder;
import io.verdigrid.runner.wire.TestNode;
import io.verdigrid.worker.model.Ending;
import io.verdigrid.worker.model.Fact;
import io.verdigrid.worker.model.Lease;
import io.verdigrid.worker.model.Outcome;
import io.verdigrid.worker.model.Reports;
import io.verdigrid.worker.process.RunnerEvent;
import io.verdigrid.worker.process.RunnerProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One run of a unit in a runner, from the order to its end or the runner's. Used by its slot's thread only. */
final class TestRun {
    private static final Duration POLL = Duration.ofMillis(50);
    /** What a class prints behind its last test, a slow @AfterAll say, should still find that test's attempt here. */
    private static final long HOLD_NANOS = 2_000_000_000L;

    private static final long LEAST_OUTSIDE_MS = 60_000;
    private static final long DUMP_NANOS = 3_000_000_000L;

    private final Work work;
    private final WarmRunner runner;
    private final Reports reports;
    private final TimeSource time;
    private final LeaseClock clock;
    private final RunningTests tests;
    private final Watchdog watchdog;
    private final StringBuilder dumps = new StringBuilder();
    private final long run;
    private String exiting = "";
    private boolean dumpAwaited;
    private long lastEvent;

    TestRun(Work work, WarmRunner runner, Reports reports, TimeSource time, LeaseClock clock) {
        Lease.Terms terms = work.lease().terms();
        this.work = work;
        this.runner = runner;
        this.reports = reports;
        this.time = time;
        this.clock = clock;
        this.run = runner.nextRun();
        this.tests = new RunningTests(
                terms.outputLimit(),
                new Fact.Place(runner.readyAtMs(), (int) run, 1),
                attempt -> reports.report(work.lease(), attempt));
        this.watchdog = new Watchdog(terms.testTimeoutMs(), outsideMs(terms), time.nanos());
        this.lastEvent = time.nanos();
    }

    /** Runs it; the runner is dead unless it ended as DONE. */
    Fact.Closed run() throws InterruptedException {
        Lease lease = work.lease();
        RunOrder order = new RunOrder(
                run,
                lease.key().unitId(),
                lease.leaves(),
                lease.surroundings().wholeUnit(),
                lease.surroundings().leftOut(),
                lease.selection().filter(),
                lease.terms().outputLimit());
        process().send(FrameKind.RUN, order.write(new FrameWriter.Fields()));
        while (true) {
            Fact.Closed end = step(process().next(POLL));
            if (end != null) {
                return end;
            }
            if (work.stop().isUp()) {
                tests.release();
                process().killAndWait();
                return closed(Ending.HANDED_BACK, "stopped");
            }
            switch (watchdog.check(time.nanos())) {
                case DUMP -> askForDump();
                case KILL -> {
                    Fact.Closed killed = timedOut();
                    if (killed != null) {
                        return killed;
                    }
                }
                case WAIT -> {}
            }
        }
    }

    private Fact.@Nullable Closed step(@Nullable RunnerEvent event) {
        long now = time.nanos();
        if (event == null) {
            if (now - lastEvent >= HOLD_NANOS) {
                tests.release();
            }
            return null;
        }
        lastEvent = now;
        if (event instanceof RunnerEvent.Started started && started.run() == run) {
            tests.started(started.test(), started.startedAtMs());
            watchdog.started(started.test().uniqueId, started.test().isTest, now);
            work.show(started.test());
        } else if (event instanceof RunnerEvent.Finished finished && finished.run() == run) {
            tests.finished(finished.result());
            watchdog.finished(finished.result().test.uniqueId, now);
        } else if (event instanceof RunnerEvent.Along along && along.run() == run) {
            tests.startedAlong(along.test(), time.epochMillis());
            watchdog.started(along.test().uniqueId, true, now);
            work.show(along.test());
        } else if (event instanceof RunnerEvent.AlongEnded ended && ended.run() == run) {
            tests.finishedAlong(ended.uniqueId(), time.epochMillis());
            watchdog.finished(ended.uniqueId(), now);
        } else if (event instanceof RunnerEvent.Output output && output.run() == run) {
            byte[] data = output.bytes();
            if (tests.output(output.uniqueId(), output.err(), data)) {
                reports.output(work.lease(), output.uniqueId(), output.err(), data);
            }
            watchdog.event(now);
        } else if (event instanceof RunnerEvent.Ran ran && ran.run() == run) {
            return done(ran.end());
        } else if (event instanceof RunnerEvent.Dumped dumped) {
            dumpAwaited = false;
            dumps.append("Threads at ")
                    .append(time.instant())
                    .append(":\n")
                    .append(dumped.text())
                    .append('\n');
        } else if (event instanceof RunnerEvent.Exiting text) {
            exiting = text.text();
        } else if (event instanceof RunnerEvent.Ended ended) {
            return died(ended);
        }
        return null;
    }

    private Fact.Closed done(RunEnd end) {
        tests.end();
        return new Fact.Closed(
                Ending.DONE, end.problem, clock.until(end.testUs), runner.isFresh(), end.containersDone, List.of());
    }

    private Fact.Closed died(RunnerEvent.Ended ended) {
        String how = ended.how();
        // A SIGTERM lets shutdown hooks run, so that the runner speaks of it; a test's own exit is named as such.
        boolean charged = work.lease().surroundings().chargeKill();
        if (ended.bySignal() && !charged && !exiting.startsWith("System.exit")) {
            tests.release();
            return closed(Ending.RUNNER_KILLED, "the runner was killed from outside: " + how);
        }
        String words = process().lastWords();
        String what = exiting.isEmpty()
                ? "the JVM ended: " + how
                : "the JVM was ended from inside: "
                        + exiting.lines().findFirst().orElse("");
        if (tests.isIdle()) {
            tests.release();
            String meanwhile = tests.along().isEmpty()
                    ? " (no test ran at that time)"
                    : " while " + names(tests.along()) + " ran, which this lease does not report";
            return closed(Ending.RUNNER_DIED, what + meanwhile + lastLine(words));
        }
        String stack = exiting + (words.isEmpty() ? "" : "\nLast words of the JVM:\n" + words);
        tests.died(Outcome.CRASHED, List.of(), time.epochMillis(), new Fact.Failure("", what, stack.strip()));
        return closed(Ending.RUNNER_DIED, what);
    }

    /** Kills the runner, unless the overdue test ended while its threads were asked for. */
    private Fact.@Nullable Closed timedOut() throws InterruptedException {
        askForDump();
        long asked = time.nanos();
        while (dumpAwaited && time.nanos() - asked < DUMP_NANOS && !work.stop().isUp()) {
            Fact.Closed end = step(process().next(POLL));
            if (end != null) {
                return end;
            }
        }
        if (watchdog.check(time.nanos()) != Watchdog.Advice.KILL) {
            return null;
        }
        if (dumpAwaited) {
            process().askForThreads();
            process().next(POLL.multipliedBy(6));
        }
        List<String> overdue = new ArrayList<>(watchdog.overdue(time.nanos()));
        List<TestNode> overdueAlong = tests.along().stream()
                .filter(test -> overdue.remove(test.uniqueId))
                .toList();
        process().killAndWait();
        Lease.Terms terms = work.lease().terms();
        if (overdue.isEmpty() && !overdueAlong.isEmpty()) {
            tests.release();
            return closed(
                    Ending.RUNNER_DIED,
                    names(overdueAlong) + ", which this lease does not report, ran longer than "
                            + seconds(terms.testTimeoutMs()) + ", and its JVM was killed");
        }
        if (overdue.isEmpty()) {
            tests.release();
            String quiet = seconds(outsideMs(terms));
            return closed(
                    Ending.RUNNER_DIED, "nothing happened for " + quiet + " outside of tests, and the JVM was killed");
        }
        String limit = seconds(terms.testTimeoutMs());
        String words = dumpAwaited ? "\nLast words of the JVM:\n" + process().lastWords() : "";
        Fact.Failure failure =
                new Fact.Failure("", "ran longer than " + limit + ", and its JVM was killed", (dumps + words).strip());
        tests.died(Outcome.TIMED_OUT, overdue, time.epochMillis(), failure);
        return closed(Ending.RUNNER_DIED, "a test ran longer than " + limit);
    }

    /** A short timeout is meant for tests, not for the JVM's first steps or the start of a context. */
    private static long outsideMs(Lease.Terms terms) {
        return Math.max(terms.testTimeoutMs(), LEAST_OUTSIDE_MS);
    }

    private void askForDump() {
        dumpAwaited = true;
        process().send(FrameKind.DUMP, new FrameWriter.Fields());
    }

    private Fact.Closed closed(Ending ending, String reason) {
        return new Fact.Closed(ending, reason, clock.until(tests.testUs()), runner.isFresh(), List.of(), List.of());
    }

    private RunnerProcess process() {
        return runner.process();
    }

    private static String names(List<TestNode> tests) {
        return tests.stream().map(test -> test.className + "#" + test.name).collect(Collectors.joining(", "));
    }

    private static String lastLine(String words) {
        return words.isEmpty() ? "" : "; its last words: " + words.substring(Math.max(0, words.length() - 500));
    }

    private static String seconds(long ms) {
        return ms % 1000 == 0 ? ms / 1000 + " s" : ms + " ms";
    }
}
