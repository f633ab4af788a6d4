package io.verdigrid.cli.load;

import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.verdigrid.protocol.Protocol;
import io.verdigrid.protocol.worker.v1.CoordinatorMessage;
import io.verdigrid.protocol.worker.v1.Heartbeat;
import io.verdigrid.protocol.worker.v1.Hello;
import io.verdigrid.protocol.worker.v1.Lease;
import io.verdigrid.protocol.worker.v1.LeaseClosed;
import io.verdigrid.protocol.worker.v1.PlanPiece;
import io.verdigrid.protocol.worker.v1.Report;
import io.verdigrid.protocol.worker.v1.Reports;
import io.verdigrid.protocol.worker.v1.WorkerMessage;
import io.verdigrid.protocol.worker.v1.WorkerServiceGrpc;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A worker that speaks the whole protocol and runs nothing: a test takes its duration times the round's pace. Reports are
 * gathered for as long as the agent gathers them, and kept until they are acknowledged. Thread-safe.
 */
final class LightWorker implements ClientResponseObserver<WorkerMessage, CoordinatorMessage> {
    /** What the agent's outbox waits for more reports. */
    private static final long GATHER_US = 20_000;

    private final String id;
    private final LightFleet fleet;
    private final List<LightSlot> slots = new ArrayList<>();
    private final ArrayDeque<Report> pending = new ArrayDeque<>();
    private final ArrayDeque<Sent> unacknowledged = new ArrayDeque<>();

    @Nullable
    private ClientCallStreamObserver<WorkerMessage> out;

    private boolean welcomed;
    private boolean gathering;
    private long sequence;
    private boolean closed;

    LightWorker(String id, int slots, LightFleet fleet) {
        this.id = id;
        this.fleet = fleet;
        for (int i = 0; i < slots; i++) {
            this.slots.add(new LightSlot(i));
        }
    }

    /** A message that may have to be sent again, and when it was sent. */
    private record Sent(Reports reports, int attempts, long nanos) {
        long last() {
            return reports.getReports(reports.getReportsCount() - 1).getSequence();
        }
    }

    synchronized void connect(Channel channel) {
        WorkerServiceGrpc.newStub(channel).synchronize(this);
        send(WorkerMessage.newBuilder()
                .setHello(Hello.newBuilder()
                        .setProtocolVersion(Protocol.VERSION)
                        .setWorkerId(id)
                        .setInstanceId("load")
                        .setHost(id + ".load.example.org")
                        .setSlots(slots.size())
                        .setVersion("load"))
                .build());
    }

    @Override
    public synchronized void beforeStart(ClientCallStreamObserver<WorkerMessage> stream) {
        out = stream;
        stream.setOnReadyHandler(this::flush);
    }

    private void send(WorkerMessage message) {
        if (out == null) {
            throw new IllegalStateException(id + " is not connected");
        }
        out.onNext(message);
    }

    @Override
    public synchronized void onNext(CoordinatorMessage message) {
        switch (message.getMessageCase()) {
            case WELCOME -> {
                welcomed = true;
                fleet.welcomed(message.getWelcome().getHeartbeatMs());
            }
            case GRANT ->
                granted(
                        slots.get(message.getGrant().getSlot()),
                        message.getGrant().getLeasesList());
            case REVOKE -> revoked(message.getRevoke().getLeaseId());
            case ACK -> acknowledged(message.getAck().getSequence());
            case BUILD_ENDED, MESSAGE_NOT_SET -> {}
        }
    }

    private void granted(LightSlot slot, List<Lease> leases) {
        long now = fleet.nanos();
        if (slot.idleIn == fleet.round()) {
            fleet.round().toLease.add(now - slot.idleSinceNanos);
        }
        slot.idleIn = null;
        for (Lease lease : leases) {
            slot.waiting.add(lease);
            if (!lease.getUnitId().isEmpty()) {
                fleet.round().granted(lease.getUnitId());
            }
        }
        if (slot.running == null) {
            goOn(slot);
        }
    }

    /** Begins with what waits, until something takes time or nothing waits. */
    private void goOn(LightSlot slot) {
        Round round = fleet.round();
        while (slot.running == null && !slot.waiting.isEmpty()) {
            Lease lease = slot.waiting.remove();
            slot.running = lease;
            slot.beganNanos = fleet.nanos();
            if (lease.getUnitId().isEmpty()) {
                discover(lease);
                close(slot, lease, LeaseClosed.Ending.ENDING_DONE);
                continue;
            }
            slot.tests = LightReports.tests(lease, round.units);
            slot.next = 0;
            if (round.pace > 0) {
                awaitTest(slot, lease);
            } else {
                slot.tests.forEach(test -> report(LightReports.attempt(lease, slot.number, test, fleet.epochMillis())));
                close(slot, lease, LeaseClosed.Ending.ENDING_DONE);
            }
        }
        if (slot.running == null) {
            slot.idleSinceNanos = fleet.nanos();
            slot.idleIn = round.unitsWait() ? round : null;
            flush();
        } else {
            gather();
        }
    }

    private void discover(Lease lease) {
        for (PlanPiece piece : fleet.round().units.plan()) {
            report(LightReports.head(lease).setPlanPiece(piece));
            // Apart: a plan's pieces are large.
            flush();
        }
    }

    private void awaitTest(LightSlot slot, Lease lease) {
        if (slot.next == slot.tests.size()) {
            close(slot, lease, LeaseClosed.Ending.ENDING_DONE);
            goOn(slot);
            return;
        }
        double us = slot.tests.get(slot.next).durationUs() * fleet.round().pace;
        fleet.after((long) us, () -> testEnded(slot, lease));
    }

    private synchronized void testEnded(LightSlot slot, Lease lease) {
        if (slot.runs(lease) && !closed) {
            report(LightReports.attempt(lease, slot.number, slot.tests.get(slot.next), fleet.epochMillis()));
            slot.next++;
            gather();
            awaitTest(slot, lease);
        }
    }

    private void close(LightSlot slot, Lease lease, LeaseClosed.Ending ending) {
        long tookMs = (fleet.nanos() - slot.beganNanos) / 1_000_000;
        if (slot.runs(lease)) {
            slot.running = null;
            if (fleet.round().pace == 0) {
                tookMs = slot.tests.stream()
                                .mapToLong(LoadUnits.Test::durationUs)
                                .sum()
                        / 1000;
            }
        }
        report(LightReports.closed(lease, ending, tookMs));
    }

    private void revoked(long leaseId) {
        for (LightSlot slot : slots) {
            Lease waiting = slot.remove(leaseId);
            Lease running = slot.running;
            if (waiting != null) {
                close(slot, waiting, LeaseClosed.Ending.ENDING_HANDED_BACK);
            } else if (running != null && running.getLeaseId() == leaseId) {
                close(slot, running, LeaseClosed.Ending.ENDING_HANDED_BACK);
                goOn(slot);
            }
        }
        flush();
    }

    private void report(Report.Builder report) {
        pending.add(report.setSequence(++sequence).build());
    }

    private void gather() {
        if (!gathering && !pending.isEmpty()) {
            gathering = true;
            fleet.after(GATHER_US, this::flush);
        }
    }

    private synchronized void flush() {
        gathering = false;
        while (!closed && welcomed && out != null && out.isReady() && !pending.isEmpty()) {
            Reports.Builder reports = Reports.newBuilder();
            int attempts = 0;
            boolean large = false;
            while (!pending.isEmpty() && reports.getReportsCount() < Protocol.MAX_TESTS_PER_MESSAGE && !large) {
                Report report = pending.remove();
                attempts += report.hasAttempt() ? 1 : 0;
                large = report.hasPlanPiece();
                reports.addReports(report);
            }
            Sent sent = new Sent(reports.build(), attempts, fleet.nanos());
            unacknowledged.add(sent);
            fleet.round().sending(attempts, sent.nanos());
            send(WorkerMessage.newBuilder().setReports(sent.reports()).build());
        }
    }

    private void acknowledged(long upTo) {
        long now = fleet.nanos();
        while (!unacknowledged.isEmpty() && unacknowledged.element().last() <= upTo) {
            Sent sent = unacknowledged.remove();
            fleet.round().acknowledged(sent.attempts(), sent.nanos(), now);
        }
    }

    synchronized void beat() {
        if (welcomed && !closed && out != null && out.isReady()) {
            Heartbeat.Builder beat = Heartbeat.newBuilder().setLoad(slots.size());
            for (LightSlot slot : slots) {
                Lease running = slot.running;
                if (running != null) {
                    beat.addRunning(Heartbeat.Running.newBuilder()
                            .setSlot(slot.number)
                            .setLeaseId(running.getLeaseId())
                            .setTest(running.getUnitId()));
                }
            }
            send(WorkerMessage.newBuilder().setHeartbeat(beat).build());
        }
    }

    /** Whether all that it reported is acknowledged. */
    synchronized boolean isSettled() {
        return pending.isEmpty() && unacknowledged.isEmpty();
    }

    synchronized void close() {
        closed = true;
        if (out != null) {
            out.onCompleted();
        }
    }

    @Override
    public void onError(Throwable failure) {
        fleet.failed(id + ": " + Status.fromThrowable(failure));
    }

    @Override
    public synchronized void onCompleted() {
        if (!closed) {
            fleet.failed(id + ": the coordinator ended the stream");
        }
    }
}
