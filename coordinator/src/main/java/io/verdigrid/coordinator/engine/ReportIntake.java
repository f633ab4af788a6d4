package io.verdigrid.coordinator.engine;

import io.verdigrid.coordinator.ledger.Applied;
import io.verdigrid.coordinator.ledger.Command;
import io.verdigrid.coordinator.ledger.Command.RecordAttempts.Entry;
import io.verdigrid.coordinator.model.LeaseEnding;
import io.verdigrid.coordinator.model.TestInfo;
import io.verdigrid.coordinator.scheduler.SchedulerEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes workers' reports durable, then tells the scheduler of them, then acknowledges them. Mailbox thread only.
 *
 * <p>All of it may come twice, or under leases of an earlier boot: the ledger says what is new.
 */
final class ReportIntake {
    private static final Logger LOG = LoggerFactory.getLogger(ReportIntake.class);
    private static final int ENTRIES_PER_COMMAND = 1000;

    private final Commits commits;
    private final SchedulerLoop loop;
    private final Map<String, LiveBuild> builds;
    private final Workers workers;
    private final BuildWatchers watchers;
    private final Estimates estimates;
    private final EngineClock clock;

    ReportIntake(
            Commits commits,
            SchedulerLoop loop,
            Map<String, LiveBuild> builds,
            Workers workers,
            BuildWatchers watchers,
            Estimates estimates,
            EngineClock clock) {
        this.commits = commits;
        this.loop = loop;
        this.builds = builds;
        this.workers = workers;
        this.watchers = watchers;
        this.estimates = estimates;
        this.clock = clock;
    }

    /** Takes reports of one worker; {@code taken} follows the acknowledgement of the last. */
    void take(String workerId, List<WorkerReport> reports, Runnable taken) {
        OrderedSteps steps = workers.steps(workerId);
        List<WorkerReport.Finished> run = new ArrayList<>();
        for (WorkerReport report : reports) {
            if (!run.isEmpty() && (!continues(run.get(0), report) || run.size() == ENTRIES_PER_COMMAND)) {
                record(steps, workerId, run);
                run = new ArrayList<>();
            }
            LiveBuild build = builds.get(report.head().buildId());
            if (build == null || isRefused(workerId, build, report)) {
                continue;
            }
            if (report instanceof WorkerReport.Finished finished) {
                run.add(finished);
            } else if (report instanceof WorkerReport.Planned planned) {
                plan(steps, workerId, build, planned);
            } else if (report instanceof WorkerReport.Closed closed) {
                close(steps, workerId, build, closed);
            }
        }
        if (!run.isEmpty()) {
            record(steps, workerId, run);
        }
        steps.add(
                0,
                () -> commits.whenAllDurable(() -> {
                    if (!reports.isEmpty()) {
                        long last = reports.get(reports.size() - 1).head().sequence();
                        workers.tell(workerId, link -> link.acknowledge(last));
                    }
                    taken.run();
                }));
    }

    private static boolean continues(WorkerReport.Finished first, WorkerReport next) {
        return next instanceof WorkerReport.Finished
                && next.head().buildId().equals(first.head().buildId());
    }

    private boolean isRefused(String workerId, LiveBuild build, WorkerReport report) {
        String refusal = build.refusal(workerId, report, commits.epoch());
        if (refusal != null) {
            LOG.warn(
                    "worker {}: report {} on lease {} of build {} changes nothing: {}",
                    workerId,
                    report.head().sequence(),
                    report.head().leaseId(),
                    build.id(),
                    refusal);
        }
        return refusal != null;
    }

    private void record(OrderedSteps steps, String workerId, List<WorkerReport.Finished> run) {
        String buildId = run.get(0).head().buildId();
        List<Entry> entries = run.stream()
                .map(report -> new Entry(report.head().module(), report.test(), report.attempt()))
                .toList();
        Applied[] answer = new Applied[1];
        OrderedSteps.Step step = steps.add(1, () -> {
            loop.recorded(buildId, entries, answer[0]);
            for (int i = 0; i < run.size(); i++) {
                boolean accepted = answer[0].answers().get(i) == Applied.Answer.ACCEPTED;
                loop.ran(run.get(i), accepted);
                if (accepted) {
                    loop.feed(event(run.get(i)));
                }
            }
        });
        Command command = new Command.RecordAttempts(
                buildId, entries, workers.variant(workerId), clock.nowMs(), workers.loadPercent(workerId));
        commits.commit(command, applied -> {
            answer[0] = applied;
            loop.recent(buildId, entries, applied);
            step.arrived();
        });
    }

    private static SchedulerEvent event(WorkerReport.Finished report) {
        WorkerReport.Head head = report.head();
        TestInfo test = report.test();
        return new SchedulerEvent.AttemptRecorded(
                head.buildId(),
                head.module(),
                test.unitId(),
                test.uniqueId(),
                test.registeredBy(),
                head.leaseId(),
                report.attempt().number(),
                report.attempt().outcome(),
                report.attempt().torn());
    }

    private void plan(OrderedSteps steps, String workerId, LiveBuild build, WorkerReport.Planned report) {
        WorkerReport.Head head = report.head();
        build.discovered(workerId, head);
        if (build.isPlanned(head.module())) {
            return;
        }
        Estimates.Answer answer = new Estimates.Answer();
        OrderedSteps.Step step =
                steps.add(2, () -> loop.feed(new SchedulerEvent.PlanAdded(build.id(), head.module(), answer.units())));
        estimates.estimate(build.spec().suite(), head.module(), report.units(), units -> {
            answer.is(units);
            step.arrived();
        });
        commits.commit(new Command.AddPlan(build.id(), head.module(), report.units()), applied -> step.arrived());
    }

    private void close(OrderedSteps steps, String workerId, LiveBuild build, WorkerReport.Closed report) {
        WorkerReport.Head head = report.head();
        WorkerReport.Closing closing = report.closing();
        SchedulerEvent event = new SchedulerEvent.LeaseClosed(
                workerId,
                head.leaseId(),
                closing.ending(),
                closing.reason(),
                closing.times().slotTimeMs(),
                closing.times().fixtureMs(),
                closing.freshRunner(),
                closing.containersDone());
        boolean nothing = closing.ending() == LeaseEnding.NOTHING_FOUND;
        boolean plansModule = (nothing || closing.ending() == LeaseEnding.DONE)
                && build.isDiscovery(head.leaseId())
                && !build.isPlanned(head.module());
        if (!plansModule) {
            steps.add(0, () -> {
                loop.closed(report);
                loop.feed(event);
            });
            return;
        }
        build.planned(head.module());
        List<String> warnings = new ArrayList<>(closing.warnings());
        if (nothing) {
            warnings.add(closing.reason());
        }
        String about = head.module().isEmpty() ? "" : "module " + head.module() + ": ";
        OrderedSteps.Step step = steps.add(1, () -> {
            // Of a build's only module the end says it.
            List<String> told = nothing && build.moduleNames().size() == 1 ? closing.warnings() : warnings;
            told.forEach(warning -> watchers.notice(build.id(), about + warning));
            loop.closed(report);
            loop.feed(event);
            loop.feed(new SchedulerEvent.PlanClosed(build.id(), head.module()));
        });
        commits.commit(new Command.ClosePlan(build.id(), head.module(), warnings), applied -> step.arrived());
    }
}
