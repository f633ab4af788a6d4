package io.verdigrid.worker.slot;

import io.verdigrid.protocol.TimeSource;
import io.verdigrid.worker.model.BundleUse;
import io.verdigrid.worker.model.Ending;
import io.verdigrid.worker.model.Fact;
import io.verdigrid.worker.model.Lease;
import io.verdigrid.worker.model.NotAble;
import io.verdigrid.worker.model.Reports;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One place for one runner: a thread that does what its queue says, and keeps its runner warm meanwhile. */
final class Slot implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(Slot.class);

    private final int number;
    private final SlotQueue queue;
    private final RunnerStarter starter;
    private final Reports reports;
    private final TimeSource time;
    private @Nullable WarmRunner warm;

    Slot(int number, SlotQueue queue, RunnerStarter starter, Reports reports, TimeSource time) {
        this.number = number;
        this.queue = queue;
        this.starter = starter;
        this.reports = reports;
        this.time = time;
    }

    @Override
    public void run() {
        try {
            while (perform(queue.take())) {
                if (!queue.done()) {
                    reports.flush();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            kill();
        }
    }

    /** Whether to go on. */
    private boolean perform(SlotQueue.Task task) throws InterruptedException {
        if (task instanceof SlotQueue.Task.Run run) {
            run(run.work());
        } else if (task instanceof SlotQueue.Task.Prepare prepare) {
            prepare(prepare.use(), prepare.stop());
        } else if (task instanceof SlotQueue.Task.Forget forget) {
            forget(forget);
        } else {
            return false;
        }
        return true;
    }

    private void run(Work work) throws InterruptedException {
        Lease lease = work.lease();
        Fact.Closed closed;
        try {
            closed = carryOut(work);
        } catch (NotAble e) {
            closed = closed(e.ending(), String.valueOf(e.getMessage()), lease);
        } catch (RuntimeException e) {
            log.error("Lease {} ended in a failure of the worker", lease.key(), e);
            kill();
            closed = closed(Ending.NOT_ABLE, "the worker failed: " + e, lease);
        }
        StopSign.Wish wish = work.stop().wish();
        if (wish != null && closed.ending() != Ending.DONE) {
            if (wish.silent()) {
                return;
            }
            closed = new Fact.Closed(
                    Ending.HANDED_BACK,
                    wish.reason(),
                    closed.time(),
                    closed.freshRunner(),
                    closed.containersDone(),
                    closed.warnings());
        }
        reports.report(lease, closed);
    }

    private Fact.Closed carryOut(Work work) throws NotAble, InterruptedException {
        Lease lease = work.lease();
        boolean fresh = lease.terms().freshRunner();
        LeaseClock clock = new LeaseClock(time);
        if (fresh) {
            stop();
        }
        WarmRunner runner = ready(lease.use(), work.stop());
        if (!fresh) {
            clock.restart();
        }
        runner.begin();
        if (runner.isFresh()) {
            clock.waitedFor(runner, work.dueSince());
        }
        Fact.Closed closed = lease.key().isDiscovery()
                ? new DiscoveryRun(work, runner, reports, time, clock).run()
                : new TestRun(work, runner, reports, time, clock).run();
        if (fresh) {
            stop();
        } else if (closed.ending() != Ending.DONE) {
            kill();
        }
        return closed;
    }

    private void prepare(BundleUse use, StopSign stop) throws InterruptedException {
        if (warm != null && warm.process().isAlive() && warm.use().buildId().equals(use.buildId())) {
            // Of another module, which it may be wanted for again.
            return;
        }
        try {
            ready(use, stop);
        } catch (NotAble e) {
            log.debug("Slot {} could not start a runner ahead", number, e);
        }
    }

    /** The warm runner if it serves this, else a new one in its place. */
    private WarmRunner ready(BundleUse use, StopSign stop) throws NotAble, InterruptedException {
        if (warm != null && warm.serves(use)) {
            return warm;
        }
        stop();
        warm = starter.start(use, number, stop);
        return warm;
    }

    private void forget(SlotQueue.Task.Forget forget) {
        if (warm != null && warm.use().buildId().equals(forget.buildId())) {
            kill();
        }
        starter.forget(number, forget.buildId());
        forget.done().run();
    }

    private void stop() {
        if (warm != null) {
            warm.process().stop();
            warm = null;
        }
    }

    private void kill() {
        if (warm != null) {
            warm.process().killAndWait();
            warm = null;
        }
    }

    private static Fact.Closed closed(Ending ending, String reason, Lease lease) {
        return new Fact.Closed(ending, reason, Fact.SlotTime.NONE, lease.terms().freshRunner(), List.of(), List.of());
    }
}
