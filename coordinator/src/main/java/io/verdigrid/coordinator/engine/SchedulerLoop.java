package io.verdigrid.coordinator.engine;

import io.verdigrid.coordinator.account.GridAccounts;
import io.verdigrid.coordinator.account.LeaseTimes;
import io.verdigrid.coordinator.ledger.Applied;
import io.verdigrid.coordinator.ledger.Command;
import io.verdigrid.coordinator.model.Attempt;
import io.verdigrid.coordinator.model.BuildAccount;
import io.verdigrid.coordinator.model.BuildEnding;
import io.verdigrid.coordinator.model.Failure;
import io.verdigrid.coordinator.model.TestInfo;
import io.verdigrid.coordinator.scheduler.Decision;
import io.verdigrid.coordinator.scheduler.Scheduler;
import io.verdigrid.coordinator.scheduler.SchedulerEvent;
import io.verdigrid.coordinator.scheduler.WorkerStatus;
import io.verdigrid.coordinator.store.RecordedAttempt;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Feeds events to the scheduler and performs its decisions. Mailbox thread only. */
final class SchedulerLoop {
    private static final Logger LOG = LoggerFactory.getLogger(SchedulerLoop.class);

    private final Scheduler scheduler;
    private final EngineClock clock;
    private final Commits commits;
    private final Map<String, LiveBuild> builds;
    private final Workers workers;
    private final BuildWatchers watchers;
    private final Outside outside;
    private final GridAccounts accounts;

    SchedulerLoop(
            Scheduler scheduler,
            EngineClock clock,
            Commits commits,
            Map<String, LiveBuild> builds,
            Workers workers,
            BuildWatchers watchers,
            Outside outside) {
        this.scheduler = scheduler;
        this.clock = clock;
        this.commits = commits;
        this.builds = builds;
        this.workers = workers;
        this.watchers = watchers;
        this.outside = outside;
        this.accounts = new GridAccounts(scheduler::workers, scheduler.resources());
    }

    /** What the loop needs to know of the world beside its parts. */
    record Outside(EngineProbe probe, long heartbeatMs, Runnable buildEnded) {}

    /** The scheduler hears of this, and what it decides is done. */
    void feed(SchedulerEvent event) {
        long nowMs = clock.nowMs();
        List<Decision> decisions = scheduler.apply(event, nowMs);
        accounts.follow(event, decisions, nowMs);
        decisions.forEach(this::perform);
    }

    /** The account hears of an attempt, which the ledger accepted or had already. */
    void ran(WorkerReport.Finished report, boolean accepted) {
        WorkerReport.Head head = report.head();
        accounts.ran(head.buildId(), head.module(), head.leaseId(), report.test(), report.attempt(), accepted);
    }

    /** The account hears that a lease ended; the scheduler hears of it next. */
    void closed(WorkerReport.Closed report) {
        WorkerReport.Times times = report.closing().times();
        LeaseTimes all = new LeaseTimes(
                report.closing().ending(), times.slotTimeMs(), times.fixtureMs(), times.startMs(), times.transferMs());
        accounts.closed(report.head().leaseId(), all, clock.nowMs());
    }

    /** The account hears of an attempt from before a restart. */
    void restored(String buildId, String module, String unitId, String registeredBy, Attempt attempt) {
        accounts.restored(buildId, module, unitId, registeredBy, attempt);
    }

    private void perform(Decision decision) {
        if (decision instanceof Decision.Grant grant) {
            grant(grant);
        } else if (decision instanceof Decision.Keep keep) {
            workers.tell(
                    keep.workerId(),
                    link -> link.welcome(
                            commits.epoch(), outside.heartbeatMs(), keep.leaseIds(), List.copyOf(builds.keySet())));
        } else if (decision instanceof Decision.Revoke revoke) {
            workers.tell(revoke.workerId(), link -> link.revoke(revoke.leaseId(), revoke.reason()));
        } else if (decision instanceof Decision.GiveUp giveUp) {
            giveUp(giveUp);
        } else if (decision instanceof Decision.CloseUnit close) {
            commits.commit(closing(close), applied -> {});
        } else if (decision instanceof Decision.EndBuild end) {
            BuildAccount account = accounts.end(end.buildId(), end.account());
            BuildEnding ending = new BuildEnding(clock.nowMs(), end.reason(), end.badInput(), account);
            List<String> sick = scheduler.workers().stream()
                    .filter(worker -> !worker.asideFor().isEmpty())
                    .map(WorkerStatus::workerId)
                    .toList();
            Command command = new Command.EndBuild(end.buildId(), end.status(), ending, sick);
            commits.commit(command, applied -> ended(end));
        } else if (decision instanceof Decision.PutAside aside) {
            LOG.warn("worker {} is put aside: {}", aside.workerId(), aside.reason());
        } else if (decision instanceof Decision.Notify notify) {
            watchers.notice(notify.buildId(), notify.text());
        }
    }

    private void grant(Decision.Grant grant) {
        List<LeaseOrder> orders = new ArrayList<>();
        for (Decision.GrantedLease lease : grant.leases()) {
            LiveBuild build = builds.get(lease.buildId());
            if (build == null) {
                throw new IllegalStateException("the scheduler granted a lease of no open build: " + lease);
            }
            orders.add(build.granted(grant.workerId(), lease));
        }
        workers.tell(grant.workerId(), link -> link.grant(grant.slot(), orders));
    }

    private static Command closing(Decision.CloseUnit close) {
        return new Command.CloseUnit(
                close.buildId(),
                close.module(),
                close.unitId(),
                close.leaseId(),
                close.slotTimeMs(),
                close.fixtureMs(),
                close.containersDone(),
                close.vanished());
    }

    private void giveUp(Decision.GiveUp giveUp) {
        long nowMs = clock.nowMs();
        Failure failure = new Failure("", giveUp.reason(), "", null);
        List<Command.RecordAttempts.Entry> entries = new ArrayList<>();
        for (String uniqueId : giveUp.uniqueIds()) {
            // The plan knows the test, so that only its id is looked at.
            TestInfo test = new TestInfo(uniqueId, giveUp.unitId(), giveUp.unitId(), uniqueId, uniqueId, true, "");
            Attempt attempt =
                    new Attempt(giveUp.attempt(), giveUp.outcome(), nowMs, 0, "", 0, failure, null, null, false);
            entries.add(new Command.RecordAttempts.Entry(giveUp.module(), test, attempt));
        }
        commits.commit(new Command.RecordAttempts(giveUp.buildId(), entries, nowMs), applied -> {
            RecentAttempts recent = watchers.recent(giveUp.buildId());
            if (recent != null) {
                // The tests' names stand in the store only.
                recent.forget();
            }
            recorded(giveUp.buildId(), entries, applied);
        });
    }

    /** For whoever watches; to be called in the order of the commits. */
    void recent(String buildId, List<Command.RecordAttempts.Entry> entries, Applied applied) {
        RecentAttempts recent = watchers.recent(buildId);
        if (recent == null) {
            return;
        }
        List<RecordedAttempt> accepted = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            if (applied.answers().get(i) == Applied.Answer.ACCEPTED) {
                Command.RecordAttempts.Entry entry = entries.get(i);
                accepted.add(new RecordedAttempt(
                        applied.recorded().first() + accepted.size(),
                        entry.module(),
                        entry.test(),
                        entry.attempt(),
                        applied.recorded().verdicts().get(accepted.size())));
            }
        }
        recent.add(accepted);
    }

    /** Counts what was accepted and wakes whoever watches. */
    void recorded(String buildId, List<Command.RecordAttempts.Entry> entries, Applied applied) {
        boolean any = false;
        for (int i = 0; i < entries.size(); i++) {
            if (applied.answers().get(i) == Applied.Answer.ACCEPTED) {
                any = true;
                outside.probe().attempt(entries.get(i).attempt().outcome());
            }
        }
        if (any) {
            watchers.each(buildId, BuildListener::recorded);
        }
    }

    private void ended(Decision.EndBuild end) {
        if (builds.remove(end.buildId()) != null) {
            outside.probe().buildEnded(end.status());
            outside.buildEnded().run();
            watchers.ended(end.buildId());
            workers.tellAll(link -> link.buildEnded(end.buildId()));
        }
    }
}
