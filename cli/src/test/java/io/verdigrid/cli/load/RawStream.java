package io.verdigrid.cli.load;

import io.grpc.Channel;
import io.grpc.stub.StreamObserver;
import io.verdigrid.protocol.TimeSource;
import io.verdigrid.protocol.worker.v1.CoordinatorMessage;
import io.verdigrid.protocol.worker.v1.Lease;
import io.verdigrid.protocol.worker.v1.LeaseClosed;
import io.verdigrid.protocol.worker.v1.Reports;
import io.verdigrid.protocol.worker.v1.WorkerMessage;
import io.verdigrid.protocol.worker.v1.WorkerServiceGrpc;
import java.util.ArrayDeque;
import java.util.Iterator;

/** Sends units' reports as a light worker does, as many at once as that has slots, to a server that knows no leases. */
final class RawStream implements StreamObserver<CoordinatorMessage> {
    private final Iterator<LoadUnits.Unit> units;
    private final Round round;
    private final TimeSource time;
    private final StreamObserver<WorkerMessage> out;
    private final ArrayDeque<Sent> unacknowledged = new ArrayDeque<>();
    private long sequence;

    private record Sent(long last, int attempts, long nanos) {}

    RawStream(Channel channel, Iterator<LoadUnits.Unit> units, Round round, TimeSource time) {
        this.units = units;
        this.round = round;
        this.time = time;
        out = WorkerServiceGrpc.newStub(channel).synchronize(this);
    }

    /** Begins with so many units at once. */
    synchronized void start(int slots) {
        for (int slot = 0; slot < slots; slot++) {
            sendNext();
        }
    }

    private void sendNext() {
        if (!units.hasNext()) {
            return;
        }
        LoadUnits.Unit unit = units.next();
        Lease lease = Lease.newBuilder()
                .setLeaseId((1L << 32) + sequence)
                .setBuildId("20260101-000000-000")
                .setUnitId(unit.id())
                .setAttempt(1)
                .build();
        Reports.Builder reports = Reports.newBuilder();
        for (LoadUnits.Test test : unit.tests()) {
            reports.addReports(
                    LightReports.attempt(lease, 1, test, time.epochMillis()).setSequence(++sequence));
        }
        reports.addReports(
                LightReports.closed(lease, LeaseClosed.Ending.ENDING_DONE, 1000).setSequence(++sequence));
        long now = time.nanos();
        unacknowledged.add(new Sent(sequence, unit.tests().size(), now));
        round.sending(unit.tests().size(), now);
        out.onNext(WorkerMessage.newBuilder().setReports(reports).build());
    }

    @Override
    public synchronized void onNext(CoordinatorMessage message) {
        while (!unacknowledged.isEmpty()
                && unacknowledged.element().last() <= message.getAck().getSequence()) {
            Sent sent = unacknowledged.remove();
            round.acknowledged(sent.attempts(), sent.nanos(), time.nanos());
            sendNext();
        }
    }

    @Override
    public void onError(Throwable failure) {}

    @Override
    public void onCompleted() {}
}
