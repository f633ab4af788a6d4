package io.verdigrid.runner.execution;

import io.verdigrid.runner.output.OutputCapture;
import io.verdigrid.runner.platform.Failure;
import io.verdigrid.runner.platform.Leaves;
import io.verdigrid.runner.wire.TestNode;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Makes one result for each test out of what JUnit tells, which for a container that fails or is skipped is one event for
 * all below it (docs/adr/0007). Thread-safe.
 */
final class RunListener implements TestExecutionListener {
    private final TestPlan plan;
    private final Ordered ordered;
    private final RunReport report;
    private final OutputCapture output;

    /** What JUnit told the end of, reported or not. */
    private final Set<String> ended = ConcurrentHashMap.newKeySet();

    RunListener(TestPlan plan, Ordered ordered, RunReport report, OutputCapture output) {
        this.plan = plan;
        this.ordered = ordered;
        this.report = report;
        this.output = output;
    }

    @Override
    public void executionStarted(TestIdentifier node) {
        if (node.isTest()) {
            TestNode test = ordered.report(node);
            if (test != null) {
                report.started(test);
            } else {
                report.startedAlong(ordered.along(node));
            }
        } else {
            output.beginContainer();
        }
    }

    @Override
    public void executionSkipped(TestIdentifier node, String reason) {
        settleBelow(node, RunReport.SKIPPED, Failure.reason(reason));
    }

    @Override
    public void executionFinished(TestIdentifier node, TestExecutionResult result) {
        Throwable thrown = result.getThrowable().orElse(null);
        int outcome = outcome(result.getStatus());
        ended.add(node.getUniqueId());
        if (node.isTest()) {
            String id = node.getUniqueId();
            if (!report.finished(id, outcome, thrown, ordered.isLastOfItsParent(id))) {
                report.finishedAlong(id);
            }
        } else if (outcome == RunReport.PASSED) {
            containerPassed(node);
        } else {
            containerFailed(node, outcome, Failure.of(thrown));
        }
    }

    private static int outcome(TestExecutionResult.Status status) {
        if (status == TestExecutionResult.Status.SUCCESSFUL) {
            return RunReport.PASSED;
        }
        return status == TestExecutionResult.Status.ABORTED ? RunReport.ABORTED : RunReport.FAILED;
    }

    private void containerPassed(TestIdentifier node) {
        String id = node.getUniqueId();
        if (!ordered.isPlannedLeaf(id) && !ordered.isOrdered(id)) {
            return;
        }
        TestNode test = ordered.report(node);
        if (test == null) {
            return;
        }
        if (ordered.hasFinished(id) || registered(node)) {
            report.containerDone(id);
        } else {
            report.settle(test, RunReport.PASSED, Failure.NONE);
        }
    }

    /** It has tests that the plan did not have when the run began. */
    private boolean registered(TestIdentifier node) {
        return !ordered.isPlannedContainer(node.getUniqueId())
                && !plan.getChildren(node).isEmpty();
    }

    private void containerFailed(TestIdentifier node, int outcome, Failure failure) {
        String id = node.getUniqueId();
        int settled = 0;
        for (TestIdentifier child : new ArrayList<>(plan.getChildren(node))) {
            settled += settleBelow(child, outcome, failure);
        }
        if (ordered.isPlannedLeaf(id) || ordered.isOrdered(id)) {
            TestNode test = ordered.report(node);
            if (test != null) {
                report.settle(test, outcome, failure);
                if (registered(node)) {
                    report.containerDone(id);
                }
            } else {
                settleOrderedBelow(node, outcome, failure);
            }
        } else if (settled == 0 && outcome == RunReport.FAILED && !ordered.isSilent()) {
            report.settle(ordered.container(node), outcome, failure);
        }
    }

    /** Gives how many tests have got this result that had none, those that nobody asked for among them. */
    private int settleBelow(TestIdentifier node, int outcome, Failure failure) {
        int settled = 0;
        if (Leaves.isLeaf(plan, node)) {
            TestNode test = ordered.report(node);
            boolean isNew = ended.add(node.getUniqueId());
            if (test == null) {
                settled += settleOrderedBelow(node, outcome, failure);
                settled += isNew ? 1 : 0;
            } else if (report.settle(test, outcome, failure)) {
                settled++;
            }
        }
        for (TestIdentifier child : new ArrayList<>(plan.getChildren(node))) {
            settled += settleBelow(child, outcome, failure);
        }
        return settled;
    }

    private int settleOrderedBelow(TestIdentifier leaf, int outcome, Failure failure) {
        int settled = 0;
        for (TestNode test : ordered.orderedBelow(leaf)) {
            settled += report.settle(test, outcome, failure) ? 1 : 0;
        }
        return settled;
    }

    /** JUnit told the end of this container. */
    boolean hasEnded(String containerId) {
        return ended.contains(containerId);
    }

    /** JUnit's own capture of the streams publishes what it lets through as well: that is there already. */
    @Override
    public void reportingEntryPublished(TestIdentifier node, ReportEntry entry) {
        for (Map.Entry<String, String> pair : entry.getKeyValuePairs().entrySet()) {
            if (!pair.getKey().equals("stdout") && !pair.getKey().equals("stderr")) {
                output.print(pair.getKey() + " = " + pair.getValue() + '\n');
            }
        }
    }
}
