package io.verdigrid.coordinator.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.grpc.Channel;
import io.grpc.stub.StreamObserver;
import io.verdigrid.protocol.Protocol;
import io.verdigrid.protocol.common.v1.Attempt;
import io.verdigrid.protocol.common.v1.Outcome;
import io.verdigrid.protocol.common.v1.TestInfo;
import io.verdigrid.protocol.worker.v1.AttemptReport;
import io.verdigrid.protocol.worker.v1.CoordinatorMessage;
import io.verdigrid.protocol.worker.v1.Drain;
import io.verdigrid.protocol.worker.v1.Heartbeat;
import io.verdigrid.protocol.worker.v1.HeldLease;
import io.verdigrid.protocol.worker.v1.Hello;
import io.verdigrid.protocol.worker.v1.Lease;
import io.verdigrid.protocol.worker.v1.LeaseClosed;
import io.verdigrid.protocol.worker.v1.OutputChunk;
import io.verdigrid.protocol.worker.v1.PlanPiece;
import io.verdigrid.protocol.worker.v1.Report;
import io.verdigrid.protocol.worker.v1.Reports;
import io.verdigrid.protocol.worker.v1.WorkerMessage;
import io.verdigrid.protocol.worker.v1.WorkerServiceGrpc;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A worker that does what a test tells it, message by message. It keeps its sequence numbers over connections, as a worker
 * with a spool does. For one thread beside the stream's.
 */
final class FakeWorker {
    private final String id;
    private final List<HeldLease> held = new ArrayList<>();

    @Nullable
    private StreamObserver<WorkerMessage> out;

    private BlockingQueue<Object> inbox = new LinkedBlockingQueue<>();
    private long sequence;
    private int protocolVersion = Protocol.VERSION;

    FakeWorker(String id) {
        this.id = id;
    }

    FakeWorker speaking(int version) {
        protocolVersion = version;
        return this;
    }

    /** It says that it holds these when it connects next. */
    FakeWorker holding(Collection<Lease> leases) {
        held.clear();
        for (Lease lease : leases) {
            held.add(HeldLease.newBuilder()
                    .setLeaseId(lease.getLeaseId())
                    .setBuildId(lease.getBuildId())
                    .setModule(lease.getModule())
                    .setUnitId(lease.getUnitId())
                    .setAttempt(lease.getAttempt())
                    .build());
        }
        return this;
    }

    /** Says hello over a new stream. */
    FakeWorker connect(Channel channel) {
        inbox = new LinkedBlockingQueue<>();
        out = WorkerServiceGrpc.newStub(channel).synchronize(new Inbox(inbox));
        send(WorkerMessage.newBuilder()
                .setHello(Hello.newBuilder()
                        .setProtocolVersion(protocolVersion)
                        .setWorkerId(id)
                        .setInstanceId("instance")
                        .setHost("host-" + id)
                        .setSlots(1)
                        .setVersion("test")
                        .addAllHeld(held)));
        return this;
    }

    void heartbeat() {
        send(WorkerMessage.newBuilder().setHeartbeat(Heartbeat.newBuilder().setLoad(0.5)));
    }

    void print(String buildId, String text) {
        send(WorkerMessage.newBuilder()
                .setOutput(OutputChunk.newBuilder()
                        .setBuildId(buildId)
                        .setUniqueId("test")
                        .setData(ByteString.copyFromUtf8(text))));
    }

    void drain() {
        send(WorkerMessage.newBuilder().setDrain(Drain.getDefaultInstance()));
    }

    private StreamObserver<WorkerMessage> stream() {
        StreamObserver<WorkerMessage> stream = out;
        if (stream == null) {
            throw new IllegalStateException("not connected");
        }
        return stream;
    }

    private void send(WorkerMessage.Builder message) {
        stream().onNext(message.build());
    }

    /** The leases of the next grant; messages of other kinds before it are dropped. */
    List<Lease> grant() throws Exception {
        return next(CoordinatorMessage::hasGrant).getGrant().getLeasesList();
    }

    Lease onlyLease() throws Exception {
        List<Lease> leases = grant();
        assertThat(leases).hasSize(1);
        return leases.get(0);
    }

    CoordinatorMessage next(java.util.function.Predicate<CoordinatorMessage> kind) throws Exception {
        for (Object arrived = take(); ; arrived = take()) {
            if (arrived instanceof Throwable failure) {
                throw new AssertionError("the stream ended", failure);
            }
            if (arrived instanceof CoordinatorMessage message && kind.test(message)) {
                return message;
            }
        }
    }

    /** What ended the stream. */
    Throwable end() throws Exception {
        for (Object arrived = take(); ; arrived = take()) {
            if (arrived instanceof Throwable failure) {
                return failure;
            }
        }
    }

    private Object take() throws Exception {
        Object arrived = inbox.poll(10, TimeUnit.SECONDS);
        if (arrived == null) {
            throw new TimeoutException("nothing came for worker " + id);
        }
        return arrived;
    }

    /** Waits until all that was reported is acknowledged. */
    void awaitAck() throws Exception {
        next(message -> message.hasAck() && message.getAck().getSequence() == sequence);
    }

    boolean hasGrant() {
        return inbox.stream().anyMatch(arrived -> arrived instanceof CoordinatorMessage message && message.hasGrant());
    }

    /** Finds these units, one piece each, and closes the lease. */
    void discover(Lease lease, FakeUnit... units) {
        int number = 0;
        for (FakeUnit unit : units) {
            report(head(lease)
                    .setPlanPiece(PlanPiece.newBuilder().setNumber(number++).addUnits(unit.planned())));
        }
        close(lease, LeaseClosed.Ending.ENDING_DONE);
    }

    /** Reports an outcome for one test. */
    void finish(Lease lease, TestInfo test, Outcome outcome) {
        report(head(lease)
                .setAttempt(AttemptReport.newBuilder()
                        .setTest(test)
                        .setAttempt(Attempt.newBuilder()
                                .setNumber(lease.getAttempt())
                                .setOutcome(outcome)
                                .setStartedAtMs(1)
                                .setDurationUs(1000)
                                .setWorker("somebody else"))));
    }

    void close(Lease lease, LeaseClosed.Ending ending) {
        report(head(lease)
                .setClosed(LeaseClosed.newBuilder()
                        .setEnding(ending)
                        .setReason(ending == LeaseClosed.Ending.ENDING_DONE ? "" : "said the fake")
                        .setSlotTimeMs(10)));
    }

    private static Report.Builder head(Lease lease) {
        return Report.newBuilder()
                .setLeaseId(lease.getLeaseId())
                .setBuildId(lease.getBuildId())
                .setModule(lease.getModule());
    }

    private void report(Report.Builder report) {
        send(WorkerMessage.newBuilder().setReports(Reports.newBuilder().addReports(report.setSequence(++sequence))));
    }

    /** What one stream brings; what an older stream still says is not heard on a newer one. */
    private record Inbox(BlockingQueue<Object> to) implements StreamObserver<CoordinatorMessage> {
        @Override
        public void onNext(CoordinatorMessage message) {
            to.add(message);
        }

        @Override
        public void onError(Throwable failure) {
            to.add(failure);
        }

        @Override
        public void onCompleted() {
            to.add(new IllegalStateException("completed"));
        }
    }
}
