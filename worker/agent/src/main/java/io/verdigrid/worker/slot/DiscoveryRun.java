package io.verdigrid.worker.slot;

import io.verdigrid.protocol.Protocol;
import io.verdigrid.protocol.TimeSource;
import io.verdigrid.runner.wire.FoundUnit;
import io.verdigrid.runner.wire.FrameKind;
import io.verdigrid.runner.wire.FrameWriter;
import io.verdigrid.worker.model.Ending;
import io.verdigrid.worker.model.Fact;
import io.verdigrid.worker.model.Lease;
import io.verdigrid.worker.model.Reports;
import io.verdigrid.worker.process.RunnerEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One discovery in a runner. Used by its slot's thread only. */
final class DiscoveryRun {
    private static final Duration POLL = Duration.ofMillis(50);

    /** JUnit says nothing while it discovers, and tens of thousands of tests take it a minute on a busy host. */
    private static final long LEAST_LIMIT_MS = 300_000;

    private final Work work;
    private final WarmRunner runner;
    private final Reports reports;
    private final TimeSource time;
    private final LeaseClock clock;
    private final List<FoundUnit> piece = new ArrayList<>();
    private int pieceTests;
    private int pieces;
    private String exiting = "";

    DiscoveryRun(Work work, WarmRunner runner, Reports reports, TimeSource time, LeaseClock clock) {
        this.work = work;
        this.runner = runner;
        this.reports = reports;
        this.time = time;
        this.clock = clock;
    }

    /** Runs it; the runner is dead unless it ended as DONE, BAD_INPUT or NOTHING_FOUND. */
    Fact.Closed run() throws InterruptedException {
        Lease lease = work.lease();
        List<String> roots = new ArrayList<>();
        for (int entry : lease.selection().scanEntries()) {
            if (entry < 0 || entry >= runner.classpath().size()) {
                return closed(Ending.BAD_INPUT, "the classpath has no entry " + entry + " to scan", List.of());
            }
            roots.add(runner.classpath().get(entry).toString());
        }
        runner.process().send(FrameKind.DISCOVER, lease.selection().at(roots).write(new FrameWriter.Fields()));
        long limitMs = Math.max(LEAST_LIMIT_MS, lease.terms().testTimeoutMs());
        Watchdog watchdog = new Watchdog(limitMs, limitMs, time.nanos());
        while (true) {
            RunnerEvent event = runner.process().next(POLL);
            if (event != null) {
                watchdog.event(time.nanos());
                Fact.Closed end = take(event);
                if (end != null) {
                    return end;
                }
            }
            if (work.stop().isUp()) {
                runner.process().killAndWait();
                return closed(Ending.HANDED_BACK, "stopped", List.of());
            }
            if (watchdog.check(time.nanos()) == Watchdog.Advice.KILL) {
                runner.process().killAndWait();
                return closed(
                        Ending.RUNNER_DIED,
                        "discovery said nothing for " + limitMs / 1000 + " s, and its JVM was killed",
                        List.of());
            }
        }
    }

    private Fact.@Nullable Closed take(RunnerEvent event) {
        if (event instanceof RunnerEvent.Found found) {
            add(found.unit());
        } else if (event instanceof RunnerEvent.Discovered end) {
            send();
            if (end.nothing() || (end.problem().isEmpty() && pieces == 0)) {
                return closed(Ending.NOTHING_FOUND, nothing(end.problem()), end.warnings());
            }
            return end.problem().isEmpty()
                    ? closed(Ending.DONE, "", end.warnings())
                    : closed(Ending.BAD_INPUT, end.problem(), end.warnings());
        } else if (event instanceof RunnerEvent.Exiting text) {
            exiting = text.text();
        } else if (event instanceof RunnerEvent.Ended ended) {
            Ending ending = ended.bySignal() ? Ending.RUNNER_KILLED : Ending.RUNNER_DIED;
            return closed(ending, death(ended.how()), List.of());
        }
        return null;
    }

    private String death(String how) {
        String words = runner.process().lastWords();
        return "the JVM ended while tests were discovered: "
                + (exiting.isEmpty() ? how : exiting.lines().findFirst().orElse(how))
                + (words.isEmpty() ? "" : "; its last words: " + words.substring(Math.max(0, words.length() - 500)));
    }

    /** Where a bundle lies on a worker says nothing to whoever sent it: its entries are called by their names. */
    private String nothing(String problem) {
        String text = problem.isEmpty() ? "no tests found in " + String.join(", ", where()) : problem;
        for (int entry : work.lease().selection().scanEntries()) {
            text = text.replace(
                    runner.classpath().get(entry).toString(), runner.names().get(entry));
        }
        return text;
    }

    private List<String> where() {
        List<Integer> scanned = work.lease().selection().scanEntries();
        return scanned.isEmpty()
                ? runner.names()
                : scanned.stream().map(runner.names()::get).toList();
    }

    /** A unit is never split, so a large one alone makes a piece of more tests than a message should have. */
    private void add(FoundUnit unit) {
        if (pieceTests > 0 && pieceTests + unit.tests.size() > Protocol.MAX_TESTS_PER_MESSAGE) {
            send();
        }
        piece.add(unit);
        pieceTests += unit.tests.size();
    }

    private void send() {
        if (!piece.isEmpty()) {
            reports.report(work.lease(), new Fact.PlanPiece(pieces++, List.copyOf(piece)));
            piece.clear();
            pieceTests = 0;
        }
    }

    private Fact.Closed closed(Ending ending, String reason, List<String> warnings) {
        return new Fact.Closed(ending, reason, clock.until(0), runner.isFresh(), List.of(), warnings);
    }
}
