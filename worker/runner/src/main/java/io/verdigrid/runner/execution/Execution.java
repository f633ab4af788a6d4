package io.verdigrid.runner.execution;

import io.verdigrid.runner.discovery.BrokenUnit;
import io.verdigrid.runner.output.OutputCapture;
import io.verdigrid.runner.platform.Failure;
import io.verdigrid.runner.platform.Platform;
import io.verdigrid.runner.wire.FrameKind;
import io.verdigrid.runner.wire.FrameWriter;
import io.verdigrid.runner.wire.Leaf;
import io.verdigrid.runner.wire.RunEnd;
import io.verdigrid.runner.wire.RunOrder;
import io.verdigrid.runner.wire.Sender;
import io.verdigrid.runner.wire.TestNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;

/** Carries out one order to run. Not thread-safe; runs once. */
public final class Execution {
    private final Platform platform;
    private final Sender sender;
    private final OutputCapture output;
    private final RunOrder order;
    private final RunReport report;

    /** Of a part of a given order: what of it is reported. Null: all that is ordered. */
    private final List<Leaf> reported;

    /** Will carry out this order. */
    public Execution(Platform platform, Sender sender, OutputCapture output, RunOrder order) {
        this(platform, sender, output, order, new RunReport(order.run, sender, output), null);
    }

    private Execution(
            Platform platform,
            Sender sender,
            OutputCapture output,
            RunOrder order,
            RunReport report,
            List<Leaf> reported) {
        this.reported = reported;
        this.platform = platform;
        this.sender = sender;
        this.output = output;
        this.order = order;
        this.report = report;
    }

    /** Runs the tests and reports each; gives the end. Throws what JUnit throws before a test began. */
    public RunEnd run() {
        if (!order.filter.order.isEmpty()) {
            return runInOrder();
        }
        return runUnit();
    }

    private RunEnd runInOrder() {
        for (GivenOrder.Part part : GivenOrder.of(platform.launcher(), order)) {
            RunOrder leaves = new RunOrder(
                    order.run,
                    order.unitId,
                    part.leaves,
                    false,
                    Collections.<String>emptyList(),
                    order.filter,
                    order.outputLimit);
            RunEnd end = new Execution(platform, sender, output, leaves, report, part.reported).runUnit();
            if (!end.problem.isEmpty()) {
                for (Leaf each : part.reported) {
                    TestNode unknown = new TestNode(
                            each.uniqueId, order.unitId, order.unitId, each.uniqueId, each.uniqueId, true, "");
                    settle(unknown, RunReport.FAILED, end.problem);
                }
            }
        }
        return end("");
    }

    private RunEnd runUnit() {
        BrokenUnit broken = BrokenUnit.of(order.unitId);
        if (broken != null) {
            report.started(broken.test);
            report.finished(broken.test.uniqueId, RunReport.FAILED, broken.failure(), true);
            return end("");
        }
        List<Way> ways = ways();
        while (!ways.isEmpty()) {
            PlanSearch search = new PlanSearch(platform.launcher(), order.filter, new HashSet<>(order.leftOut), ways);
            if (!search.search()) {
                return end(nothingFound(search));
            }
            execute(search, ways);
            List<Way> unfinished = new ArrayList<>();
            for (Way way : ways) {
                Way rest = way.toTheRest(report.settled());
                if (rest != null) {
                    unfinished.add(rest);
                }
            }
            ways = unfinished;
        }
        return end("");
    }

    private List<Way> ways() {
        List<Way> ways = new ArrayList<>();
        if (runsWholeUnit()) {
            ways.add(Way.toUnit(order.unitId));
            return ways;
        }
        for (Leaf leaf : order.leaves) {
            ways.add(Way.toLeaf(leaf, order.unitId));
        }
        return ways;
    }

    private boolean runsWholeUnit() {
        return order.wholeUnit || order.leaves.isEmpty();
    }

    /** Of those that were interrupted, as much as is left after what was run a moment ago. */
    private List<Leaf> leaves(List<Way> ways) {
        if (runsWholeUnit()) {
            return order.leaves;
        }
        List<Leaf> leaves = new ArrayList<>();
        for (Way way : ways) {
            leaves.add(way.leaf);
        }
        return leaves;
    }

    private Ordered ordered(PlanSearch search, List<Way> ways) {
        if (reported == null) {
            return new Ordered(order.unitId, leaves(ways), search.plan());
        }
        return reported.isEmpty()
                ? Ordered.nothing(order.unitId, search.plan())
                : new Ordered(order.unitId, reported, search.plan());
    }

    private void execute(PlanSearch search, List<Way> ways) {
        Ordered ordered = ordered(search, ways);
        RunListener listener = new RunListener(search.plan(), ordered, report, output);
        try {
            platform.launcher().execute(search.plan(), listener);
        } catch (RuntimeException | Error gaveUp) {
            report.failRunning(gaveUp);
            if (report.settled().isEmpty()) {
                throw gaveUp;
            }
            leave(gaveUp);
        }
        settleTheRest(ordered, listener);
    }

    /** JUnit lets errors through after which the JVM is not to be trusted: the rest of the unit needs another one. */
    private void leave(Throwable gaveUp) {
        output.endRun();
        String why = "JUnit gave up in the middle of the unit: " + Failure.of(gaveUp).stack;
        sender.send(FrameKind.EXITING, new FrameWriter.Fields().put(why), true);
        Runtime.getRuntime().halt(1);
    }

    /** A test in whose class nothing was told stays without a result: the coordinator names it as one that never ran. */
    private void settleTheRest(Ordered ordered, RunListener listener) {
        report.failRunning(new IllegalStateException("its engine told its start but not its end"));
        if (ordered.isSilent()) {
            return;
        }
        for (TestNode test : ordered.isWholeUnit() ? ordered.planned() : ordered.ordered()) {
            if (!ordered.isPlannedLeaf(test.uniqueId)) {
                settle(
                        test,
                        RunReport.FAILED,
                        "its engine does not find it any more, though it did when it was discovered");
            } else if (listener.hasEnded(ordered.containerOf(test.uniqueId))) {
                settle(
                        test,
                        RunReport.SKIPPED,
                        "its engine ran " + test.className + " to its end without a word of this test");
            }
        }
    }

    private void settle(TestNode test, int outcome, String reason) {
        if (!report.isSettled(test.uniqueId)) {
            report.settle(test, outcome, Failure.reason(reason));
        }
    }

    private RunEnd end(String problem) {
        return new RunEnd(report.containersDone(), report.busyMicroseconds(), problem);
    }

    private String nothingFound(PlanSearch search) {
        StringBuilder text = new StringBuilder("JUnit does not find ");
        if (runsWholeUnit()) {
            text.append(order.unitId);
        } else {
            text.append(order.leaves.get(0).uniqueId);
            if (order.leaves.size() > 1) {
                text.append(" nor the ").append(order.leaves.size() - 1).append(" others");
            }
        }
        text.append(" any more");
        for (String failure : search.failures()) {
            text.append("; ").append(failure);
        }
        return text.toString();
    }
}
