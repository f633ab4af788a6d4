package io.verdigrid.deployer.rollout;

import io.verdigrid.deployer.fleet.FleetLease;
import io.verdigrid.deployer.fleet.HostCrew;
import io.verdigrid.deployer.target.HostState;
import io.verdigrid.deployer.target.Lease;
import io.verdigrid.deployer.target.Release;
import io.verdigrid.deployer.target.Target;
import io.verdigrid.protocol.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pushes of one fleet: takes them, moves them, answers for them.
 *
 * <p>Thread-safe. One thread of its own does all that is done to hosts, until it is closed; closing waits for no push: the next start
 * goes on with it.
 */
public final class Rollout implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Rollout.class);
    private static final Duration IDLE = Duration.ofSeconds(5);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(10);
    private static final int AT_ONCE = 16;

    private final HostCrew acting = new HostCrew(AT_ONCE);
    private final HostCrew leasing = new HostCrew(AT_ONCE);
    private final Signal signal = new Signal();
    private final PushLog log;
    private final Crew crew;
    private final PushRunner runner;
    private final Orders orders;
    private @Nullable Thread thread;

    /**
     * What its runner is given beside.
     *
     * @param owner this deployer, for others
     * @param listeners who is told how pushes end
     */
    public record Parts(
            Target target,
            Plan plan,
            String owner,
            Watch watch,
            Artifacts artifacts,
            Listeners listeners,
            TimeSource time) {}

    /** With what the journal holds. */
    public Rollout(JournalFile journal, Parts parts) {
        this(new PushLog(journal, journal.facts()), parts, Optional.empty());
    }

    /** {@code waiting} empty: its own signal. */
    Rollout(PushLog log, Parts parts, Optional<Surroundings.Waiting> waiting) {
        this.log = log;
        Plan plan = parts.plan();
        FleetLease lease = new FleetLease(
                parts.target(),
                leasing,
                plan.hosts(),
                parts.owner(),
                plan.rhythm().lease(),
                parts.time());
        crew = new Crew(parts.target(), acting, lease, plan);
        Surroundings surroundings = new Surroundings(
                parts.watch(), parts.artifacts(), parts.listeners(), parts.time(), waiting.orElse(signal));
        runner = new PushRunner(crew, log, surroundings);
        orders = new Orders(log, parts.time());
    }

    /** Starts its thread. */
    public synchronized void start() {
        Thread started = new Thread(this::run, "verdigrid-rollout");
        started.setDaemon(true);
        thread = started;
        started.start();
    }

    private void run() {
        try {
            runner.giveBack();
            while (!Thread.currentThread().isInterrupted()) {
                if (!advanceOrWait()) {
                    signal.await(IDLE);
                }
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    /** A disk that is full now may not be in ten seconds; nothing was done that is not written down. */
    private boolean advanceOrWait() throws InterruptedException {
        try {
            return runner.advance();
        } catch (RuntimeException e) {
            if (Thread.currentThread().isInterrupted()) {
                // An interrupt closes the journal's file under whoever writes to it; the next start goes on.
                throw new InterruptedException();
            }
            LOG.error("The rollout waits and goes on", e);
            signal.await(AFTER_FAILURE);
            return true;
        }
    }

    /** One step on this thread; false: nothing to do. For tests, instead of {@link #start}. */
    boolean advance() throws InterruptedException {
        return runner.advance();
    }

    /** As a start does first. */
    void giveBack() throws InterruptedException {
        runner.giveBack();
    }

    /** Queues a push; asked again with the same request id, it is the push of the first time. */
    public Push submit(Release release, Request request) throws Refused {
        return rung(orders.submit(release, request));
    }

    /** Undoes what a push did, or withdraws it from the queue. */
    public Push abort(long push, String by, String reason) throws Refused {
        return rung(orders.order(push, Orders.Order.ABORT, by, reason));
    }

    /** As {@link #abort}, also of the newest push that is done. */
    public Push rollBack(long push, String by, String reason) throws Refused {
        return rung(orders.order(push, Orders.Order.ROLL_BACK, by, reason));
    }

    /** Lets a push go no further than it is; it is still watched, and still rolled back for harm. */
    public Push pause(long push, String by, String reason) throws Refused {
        return rung(orders.order(push, Orders.Order.PAUSE, by, reason));
    }

    /** Lets a paused push go on. */
    public Push resume(long push, String by, String reason) throws Refused {
        return rung(orders.order(push, Orders.Order.RESUME, by, reason));
    }

    /** Rolls back the last push of this person. */
    public Push undoLast(String by, String reason) throws Refused {
        return rung(orders.undoLast(by, reason));
    }

    private Push rung(Push push) {
        signal.ring();
        return push;
    }

    /** Newest first. */
    public List<Push> pushes() {
        return log.read(Book::pushes);
    }

    /** Releases that were rolled back, and why. */
    public SortedMap<String, String> condemned() {
        return log.read(Book::condemned);
    }

    /** Why a queued push does not begin; empty: it does, or there is none. */
    public String waitsFor() {
        return runner.waitsFor();
    }

    /** Reads every host now. */
    public List<FleetView> fleet() throws InterruptedException {
        Crew.Reading reading = crew.read(crew.hosts());
        SortedMap<String, String> missed = log.read(Book::missed);
        List<FleetView> views = new ArrayList<>();
        for (String host : crew.hosts()) {
            HostState state = reading.states().get(host);
            String away = reading.outcomes().unreachable().getOrDefault(host, "");
            String failed = reading.outcomes().failed().getOrDefault(host, away);
            views.add(new FleetView(
                    host,
                    state == null ? Optional.empty() : state.current(),
                    state == null ? new TreeSet<>() : state.releases(),
                    state == null
                            ? ""
                            : state.lease()
                                    .filter(Lease::held)
                                    .map(Lease::owner)
                                    .orElse(""),
                    failed,
                    missed.getOrDefault(host, "")));
        }
        return views;
    }

    @Override
    public synchronized void close() {
        if (thread != null) {
            thread.interrupt();
            try {
                thread.join(5_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        acting.close();
        leasing.close();
    }
}
