package io.verdigrid.coordinator.scheduler;

import io.verdigrid.coordinator.account.GridAccounts;
import io.verdigrid.coordinator.account.LeaseTimes;
import io.verdigrid.coordinator.model.Attempt;
import io.verdigrid.coordinator.model.BuildAccount;
import io.verdigrid.coordinator.model.BuildSettings;
import io.verdigrid.coordinator.model.LeaseEnding;
import io.verdigrid.coordinator.model.Outcome;
import io.verdigrid.coordinator.model.TestInfo;
import io.verdigrid.coordinator.scheduler.SchedulerEvent.AttemptRecorded;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A whole grid in one thread and virtual time: a coordinator round the real scheduler, workers, the wire between them. */
final class SimGrid {
    static final String BUILD = "b";
    private static final long LATENCY_MS = 5;
    private static final long HEARTBEAT_MS = 5_000;
    private static final long TICK_MS = 1_000;

    final long seed;
    final SimSuite suite;
    final SimLedger ledger = new SimLedger();
    final Map<String, SimWorker> workers = new LinkedHashMap<>();
    final SimResources inUse = new SimResources();

    private final int fullCheckEvery;
    private final PriorityQueue<Timed> future = new PriorityQueue<>();
    private Scheduler scheduler = new Scheduler(SchedulerConfig.DEFAULT, 1);
    private int epoch = 1;
    private long nowMs;
    private long sequence;
    private long events;
    private long decisionHash;
    private final Map<String, Integer> counts = new TreeMap<>();
    private final Set<String> lostUnits = new LinkedHashSet<>();
    private int duplicates;
    private int adopted;
    private int copies;
    private int parts;
    private boolean loseDecisions;
    private int lostAcksPerMille;
    private Decision.@Nullable EndBuild end;
    private BuildAccount account = BuildAccount.NONE;
    private GridAccounts accounts = new GridAccounts(() -> scheduler.workers(), scheduler.resources());

    private record Timed(long atMs, long sequence, Runnable what) implements Comparable<Timed> {
        @Override
        public int compareTo(Timed other) {
            int byTime = Long.compare(atMs, other.atMs);
            return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
        }
    }

    SimGrid(long seed, SimSuite suite, int fullCheckEvery) {
        this.seed = seed;
        this.suite = suite;
        this.fullCheckEvery = fullCheckEvery;
    }

    long now() {
        return nowMs;
    }

    long events() {
        return events;
    }

    /** Units that were given up because their workers were lost too often: the bound holds in a simulation too. */
    Set<String> lostUnits() {
        return lostUnits;
    }

    /** How often decisions of this kind were made. */
    int count(Class<? extends Decision> kind) {
        return counts.getOrDefault(kind.getSimpleName(), 0);
    }

    int restarts() {
        return epoch - 1;
    }

    /** Reports of attempts that the ledger had already. */
    int duplicates() {
        return duplicates;
    }

    /** Leases that were granted for what another slot held too. */
    int copies() {
        return copies;
    }

    /** Leases that were granted for a part of a class. */
    int parts() {
        return parts;
    }

    /** Leases of an earlier coordinator that went on. */
    int adopted() {
        return adopted;
    }

    long decisionHash() {
        return decisionHash;
    }

    Decision.@Nullable EndBuild end() {
        return end;
    }

    /** Where the build's time went. */
    BuildAccount account() {
        return account;
    }

    void loseAcks(int perMille) {
        lostAcksPerMille = perMille;
    }

    void in(long millis, Runnable what) {
        future.add(new Timed(nowMs + millis, sequence++, what));
    }

    SimWorker addWorker(String id, int slots, int speed) {
        SimWorker worker = new SimWorker(this, id, slots, speed);
        workers.put(id, worker);
        in(HEARTBEAT_MS, () -> beat(worker));
        return worker;
    }

    /** Submits the build and lets time run until it has ended. */
    void run(long limitMs) {
        tell(new SchedulerEvent.BuildAdded(BUILD, modules(), BuildSettings.DEFAULT, List.of(), nowMs, 0));
        in(TICK_MS, this::tick);
        while (end == null && !future.isEmpty() && future.element().atMs() < limitMs) {
            Timed next = future.remove();
            nowMs = next.atMs();
            next.what().run();
        }
        if (end == null) {
            throw new AssertionError("the build did not end within " + limitMs / 1000 + " virtual seconds: "
                    + scheduler.progress(BUILD, nowMs) + " " + scheduler.load());
        }
        InvariantCheck.full(scheduler);
    }

    private List<String> modules() {
        return List.copyOf(suite.modules.keySet());
    }

    private void tick() {
        tell(new SchedulerEvent.Tick());
        in(TICK_MS, this::tick);
    }

    private void beat(SimWorker worker) {
        if (worker.alive) {
            if (worker.connected && !worker.mute) {
                tell(new SchedulerEvent.WorkerHeard(worker.id));
            }
            in(HEARTBEAT_MS, () -> beat(worker));
        }
    }

    private void tell(SchedulerEvent event) {
        tell(event, Set.of());
    }

    private void tell(SchedulerEvent event, Set<Long> asked) {
        List<Decision> decisions = scheduler.apply(event, nowMs);
        events++;
        if (events % fullCheckEvery == 0) {
            InvariantCheck.full(scheduler);
        } else {
            InvariantCheck.quick(scheduler);
        }
        if (loseDecisions) {
            return;
        }
        accounts.follow(event, decisions, nowMs);
        for (Decision decision : decisions) {
            counts.merge(decision.getClass().getSimpleName(), 1, Integer::sum);
            decisionHash = decisionHash * 31 + decision.toString().hashCode();
            perform(decision, asked);
        }
    }

    private void perform(Decision decision, Set<Long> asked) {
        if (decision instanceof Decision.Grant grant) {
            grant.leases().forEach(lease -> count(scheduler.grid().leases.get(lease.leaseId())));
            toWorker(grant.workerId(), worker -> granted(worker, grant));
        } else if (decision instanceof Decision.Revoke revoke) {
            toWorker(revoke.workerId(), worker -> worker.revoke(revoke.leaseId()));
        } else if (decision instanceof Decision.Keep keep) {
            Set<Long> kept = new LinkedHashSet<>(keep.leaseIds());
            kept.forEach(id -> adopted += id >>> 32 == epoch ? 0 : 1);
            toWorker(keep.workerId(), worker -> worker.keep(kept, asked));
        } else if (decision instanceof Decision.GiveUp given) {
            boolean killedTooOften =
                    given.reason().contains(SchedulerConfig.DEFAULT.limits().losses() + " times");
            if (given.outcome() == Outcome.LOST || killedTooOften) {
                lostUnits.add(given.unitId());
            }
            for (String test : given.uniqueIds()) {
                ledger.record(new AttemptRecorded(
                        BUILD, given.module(), given.unitId(), test, "", 0, given.attempt(), given.outcome(), false));
            }
        } else if (decision instanceof Decision.CloseUnit closing) {
            ledger.close(closing);
        } else if (decision instanceof Decision.EndBuild ended) {
            end = ended;
            account = accounts.end(ended.buildId(), ended.account());
        }
    }

    private void count(@Nullable Lease lease) {
        copies += lease != null && lease.work instanceof CopyState ? 1 : 0;
        parts += lease != null && lease.work instanceof PartState ? 1 : 0;
    }

    private static void granted(SimWorker worker, Decision.Grant grant) {
        SimWorker.SimSlot slot = worker.slots.get(grant.slot());
        slot.leases.addAll(grant.leases());
        slot.start();
    }

    /** What is on its way when a connection ends never arrives. */
    private void toWorker(String workerId, Consumer<SimWorker> what) {
        SimWorker worker = workers.get(workerId);
        if (worker == null || !worker.connected) {
            return;
        }
        int connection = worker.connection;
        in(LATENCY_MS, () -> {
            if (worker.alive && worker.connected && worker.connection == connection) {
                what.accept(worker);
            }
        });
    }

    void connect(SimWorker worker) {
        if (!worker.alive || worker.connected) {
            return;
        }
        worker.connected = true;
        worker.connection++;
        int connection = worker.connection;
        List<SchedulerEvent.LeaseClaim> claims = worker.claims();
        Set<Long> asked =
                claims.stream().map(SchedulerEvent.LeaseClaim::leaseId).collect(Collectors.toSet());
        in(LATENCY_MS, () -> {
            if (worker.alive && worker.connected && worker.connection == connection) {
                tell(
                        new SchedulerEvent.WorkerJoined(
                                worker.id, worker.slots.size(), Map.of(), worker.draining, claims),
                        asked);
            }
        });
        worker.spool.forEach(report -> send(worker, report));
    }

    void disconnect(SimWorker worker) {
        if (worker.connected) {
            worker.connected = false;
            worker.connection++;
            tell(new SchedulerEvent.WorkerDisconnected(worker.id));
        }
    }

    void drain(SimWorker worker) {
        if (worker.connected) {
            tell(new SchedulerEvent.WorkerDraining(worker.id));
            worker.drain();
        }
    }

    void send(SimWorker worker, SimReport report) {
        if (!worker.connected) {
            return;
        }
        int connection = worker.connection;
        in(LATENCY_MS, () -> {
            if (worker.connected && worker.connection == connection) {
                arrived(worker, report);
            }
        });
    }

    private void arrived(SimWorker worker, SimReport report) {
        boolean ackLost = sequence % 1000 < lostAcksPerMille;
        if (!ackLost) {
            acknowledged(worker.spool, report);
        }
        if (report instanceof SimReport.Piece piece) {
            ledger.plan(piece.module(), piece.units());
            tell(new SchedulerEvent.PlanAdded(BUILD, piece.module(), piece.units()));
        } else if (report instanceof SimReport.Result result) {
            boolean accepted = ledger.record(result.attempt());
            ran(result.attempt(), accepted);
            if (accepted) {
                tell(result.attempt());
            } else {
                duplicates++;
            }
        } else if (report instanceof SimReport.Closed closed) {
            closed(worker, closed);
        }
    }

    /** Of any duration: an account adds up whatever workers say. */
    private void ran(AttemptRecorded event, boolean accepted) {
        long durationUs = Math.floorMod(event.uniqueId().hashCode(), 3_000) * 1_000L;
        TestInfo test =
                new TestInfo(event.uniqueId(), event.unitId(), event.unitId(), "t", "t", true, event.registeredBy());
        Attempt attempt =
                new Attempt(event.number(), event.outcome(), 0, durationUs, "", 0, null, null, null, event.torn());
        accounts.ran(BUILD, event.module(), event.leaseId(), test, attempt, accepted);
    }

    private static void acknowledged(Deque<SimReport> spool, SimReport report) {
        if (report.equals(spool.peek())) {
            spool.remove();
        } else {
            spool.remove(report);
        }
    }

    private void closed(SimWorker worker, SimReport.Closed closed) {
        boolean planned = closed.lease().unitId().isEmpty() && closed.ending() == LeaseEnding.DONE;
        if (planned) {
            ledger.closePlan(closed.lease().module());
        }
        long slotMs = closed.slotTimeMs();
        accounts.closed(
                closed.lease().leaseId(),
                new LeaseTimes(closed.ending(), slotMs, slotMs / 10, slotMs / 7, slotMs / 11),
                nowMs);
        tell(new SchedulerEvent.LeaseClosed(
                worker.id,
                closed.lease().leaseId(),
                closed.ending(),
                "simulated",
                closed.slotTimeMs(),
                0,
                closed.lease().freshRunner(),
                closed.containersDone()));
        if (planned) {
            tell(new SchedulerEvent.PlanClosed(BUILD, closed.lease().module()));
        }
    }

    /** The coordinator dies, with what it decided last not done, and a new one goes on. */
    void restart(long holdMs) {
        loseDecisions = true;
        in(LATENCY_MS, () -> startAgain(holdMs));
    }

    private void startAgain(long holdMs) {
        loseDecisions = false;
        scheduler = new Scheduler(SchedulerConfig.DEFAULT, ++epoch);
        accounts = new GridAccounts(() -> scheduler.workers(), scheduler.resources());
        for (SimWorker worker : workers.values()) {
            worker.connected = false;
            worker.connection++;
        }
        for (SchedulerEvent event : ledger.replay(BUILD, modules(), BuildSettings.DEFAULT, nowMs + holdMs)) {
            tell(event);
        }
    }

    List<SimWorker> alive() {
        return workers.values().stream().filter(worker -> worker.alive).toList();
    }
}
