package io.verdigrid.coordinator.rpc;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.verdigrid.coordinator.engine.Engine;
import io.verdigrid.coordinator.engine.LeaseOrder;
import io.verdigrid.coordinator.engine.LiveOutput;
import io.verdigrid.coordinator.engine.WorkerHello;
import io.verdigrid.coordinator.engine.WorkerLink;
import io.verdigrid.coordinator.engine.WorkerSession;
import io.verdigrid.protocol.Protocol;
import io.verdigrid.protocol.common.v1.OutputStream;
import io.verdigrid.protocol.worker.v1.Ack;
import io.verdigrid.protocol.worker.v1.BuildEnded;
import io.verdigrid.protocol.worker.v1.CoordinatorMessage;
import io.verdigrid.protocol.worker.v1.Heartbeat;
import io.verdigrid.protocol.worker.v1.Hello;
import io.verdigrid.protocol.worker.v1.OutputChunk;
import io.verdigrid.protocol.worker.v1.Revoke;
import io.verdigrid.protocol.worker.v1.Welcome;
import io.verdigrid.protocol.worker.v1.WorkerMessage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One worker's stream.
 *
 * <p>Messages come in on the network's thread, decisions go out on the engine's. A message of reports makes room for the next
 * only when it is acknowledged, so that a worker can't fill the memory of a coordinator whose disk is slow.
 */
final class WorkerStream implements StreamObserver<WorkerMessage>, WorkerLink {
    private static final int MESSAGES_AHEAD = 16;

    private final Engine engine;
    private final ServerCallStreamObserver<CoordinatorMessage> call;
    private volatile Runnable forget = () -> {};
    private volatile String workerId = "";

    @Nullable
    private volatile WorkerSession session;

    private boolean over;

    /** Must be made before the call's handler returns. */
    WorkerStream(Engine engine, ServerCallStreamObserver<CoordinatorMessage> call) {
        this.engine = engine;
        this.call = call;
        call.disableAutoRequest();
        call.setOnCancelHandler(this::disconnected);
    }

    /** Begins to take messages; {@code forget} is run when the stream is over. */
    void start(Runnable forget) {
        this.forget = forget;
        call.request(MESSAGES_AHEAD);
    }

    @Override
    public void onNext(WorkerMessage message) {
        try {
            WorkerSession known = session;
            if (known == null) {
                if (!message.hasHello()) {
                    throw new IllegalArgumentException("the first message of a worker must be Hello");
                }
                join(message.getHello());
            } else {
                take(known, message);
            }
        } catch (RuntimeException e) {
            fail(Failures.of(e).getStatus());
        }
    }

    private void join(Hello wire) {
        if (wire.getProtocolVersion() != Protocol.VERSION) {
            fail(Status.FAILED_PRECONDITION.withDescription("worker " + wire.getWorkerId() + " speaks version "
                    + wire.getProtocolVersion() + " of the worker protocol, this coordinator version "
                    + Protocol.VERSION + "; run the same release on both"));
            return;
        }
        WorkerHello hello = WorkerFromWire.hello(wire);
        workerId = hello.workerId();
        session = engine.join(hello, this);
        call.request(1);
    }

    private void take(WorkerSession known, WorkerMessage message) {
        switch (message.getMessageCase()) {
            case REPORTS ->
                known.reports(WorkerFromWire.reports(message.getReports(), workerId), () -> call.request(1));
            case HEARTBEAT -> heartbeat(known, message.getHeartbeat());
            case OUTPUT -> {
                known.output(output(message.getOutput()));
                call.request(1);
            }
            case DRAIN -> {
                known.draining();
                call.request(1);
            }
            case HELLO, MESSAGE_NOT_SET ->
                throw new IllegalArgumentException("a second Hello, or a message that says nothing that is known");
        }
    }

    private void heartbeat(WorkerSession known, Heartbeat heartbeat) {
        List<String> running = heartbeat.getRunningList().stream()
                .map(Heartbeat.Running::getTest)
                .toList();
        known.heartbeat(heartbeat.getLoad(), running);
        call.request(1);
    }

    private static LiveOutput output(OutputChunk chunk) {
        return new LiveOutput(
                chunk.getBuildId(),
                chunk.getModule(),
                chunk.getUniqueId(),
                chunk.getStream() == OutputStream.OUTPUT_STREAM_ERR,
                chunk.getData().asReadOnlyByteBuffer());
    }

    @Override
    public void onError(Throwable failure) {
        disconnected();
    }

    @Override
    public void onCompleted() {
        disconnected();
        synchronized (this) {
            if (!over) {
                over = true;
                call.onCompleted();
            }
        }
    }

    private void disconnected() {
        WorkerSession known = session;
        if (known != null) {
            known.disconnected();
        }
        forget.run();
    }

    /** Ends the stream with this status. */
    void fail(Status status) {
        synchronized (this) {
            if (over) {
                return;
            }
            over = true;
            call.onError(status.asRuntimeException());
        }
        disconnected();
    }

    private synchronized void send(CoordinatorMessage.Builder message) {
        if (!over && !call.isCancelled()) {
            call.onNext(message.build());
        }
    }

    @Override
    public void welcome(long epoch, long heartbeatMs, List<Long> keep, List<String> openBuilds) {
        send(CoordinatorMessage.newBuilder()
                .setWelcome(Welcome.newBuilder()
                        .setEpoch(epoch)
                        .setHeartbeatMs(Math.toIntExact(heartbeatMs))
                        .addAllKeep(keep)
                        .addAllOpenBuilds(openBuilds)));
    }

    @Override
    public void grant(int slot, List<LeaseOrder> leases) {
        send(CoordinatorMessage.newBuilder().setGrant(LeaseToWire.grant(slot, leases)));
    }

    @Override
    public void revoke(long leaseId, String reason) {
        send(CoordinatorMessage.newBuilder()
                .setRevoke(Revoke.newBuilder().setLeaseId(leaseId).setReason(reason)));
    }

    @Override
    public void acknowledge(long sequence) {
        send(CoordinatorMessage.newBuilder().setAck(Ack.newBuilder().setSequence(sequence)));
    }

    @Override
    public void buildEnded(String buildId) {
        send(CoordinatorMessage.newBuilder()
                .setBuildEnded(BuildEnded.newBuilder().setBuildId(buildId)));
    }

    @Override
    public void replaced() {
        fail(Status.ABORTED.withDescription(
                "another connection of worker " + workerId + " took the place of this one"));
    }
}
