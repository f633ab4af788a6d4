package io.verdigrid.cli.replay;

import io.grpc.stub.StreamObserver;
import io.verdigrid.protocol.common.v1.Attempt;
import io.verdigrid.protocol.worker.v1.Ack;
import io.verdigrid.protocol.worker.v1.CoordinatorMessage;
import io.verdigrid.protocol.worker.v1.Grant;
import io.verdigrid.protocol.worker.v1.Lease;
import io.verdigrid.protocol.worker.v1.LeaseClosed;
import io.verdigrid.protocol.worker.v1.Report;
import io.verdigrid.protocol.worker.v1.Welcome;
import io.verdigrid.protocol.worker.v1.WorkerMessage;
import io.verdigrid.protocol.worker.v1.WorkerServiceGrpc.WorkerServiceImplBase;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The side of a coordinator that one worker needs to run leases in one slot, one after the other. Thread-safe. */
final class OneRunner extends WorkerServiceImplBase {
    private static final int HEARTBEAT_MS = 5_000;

    private final int slot;
    private final List<Lease> leases;
    private final Map<String, Attempt> attempts = new LinkedHashMap<>();
    private final CompletableFuture<Replay.End> end = new CompletableFuture<>();
    private boolean granted;
    private int closed;

    OneRunner(int slot, List<Lease> leases) {
        this.slot = slot;
        this.leases = List.copyOf(leases);
    }

    /** Completes when the last lease has ended, or one before it had run to its end. */
    CompletableFuture<Replay.End> end() {
        return end;
    }

    /** The attempts until now, by their tests' unique ids, in their order. */
    synchronized Map<String, Attempt> attempts() {
        return new LinkedHashMap<>(attempts);
    }

    @Override
    public StreamObserver<WorkerMessage> synchronize(StreamObserver<CoordinatorMessage> worker) {
        return new StreamObserver<>() {
            @Override
            public void onNext(WorkerMessage message) {
                switch (message.getMessageCase()) {
                    case HELLO -> hello(worker);
                    case REPORTS -> {
                        message.getReports().getReportsList().forEach(OneRunner.this::take);
                        long last = message.getReports()
                                .getReports(message.getReports().getReportsCount() - 1)
                                .getSequence();
                        worker.onNext(CoordinatorMessage.newBuilder()
                                .setAck(Ack.newBuilder().setSequence(last))
                                .build());
                    }
                    default -> {
                        // Output is in the attempts, and nobody asks how the worker is.
                    }
                }
            }

            @Override
            public void onError(Throwable gone) {
                end.complete(new Replay.End(Replay.Cause.GRID, "the worker went away: " + gone.getMessage()));
            }

            @Override
            public void onCompleted() {
                worker.onCompleted();
            }
        };
    }

    private synchronized void hello(StreamObserver<CoordinatorMessage> worker) {
        worker.onNext(CoordinatorMessage.newBuilder()
                .setWelcome(Welcome.newBuilder().setEpoch(1).setHeartbeatMs(HEARTBEAT_MS))
                .build());
        if (!granted) {
            granted = true;
            worker.onNext(CoordinatorMessage.newBuilder()
                    .setGrant(Grant.newBuilder().setSlot(slot).addAllLeases(leases))
                    .build());
        }
    }

    private static Replay.Cause cause(LeaseClosed.Ending ending) {
        return switch (ending) {
            case ENDING_RUNNER_DIED, ENDING_RUNNER_KILLED -> Replay.Cause.JVM;
            default -> Replay.Cause.GRID;
        };
    }

    private synchronized void take(Report report) {
        if (report.hasAttempt()) {
            String test = report.getAttempt().getTest().getUniqueId();
            attempts.put(test, report.getAttempt().getAttempt());
        } else if (report.hasClosed()) {
            closed++;
            LeaseClosed.Ending ending = report.getClosed().getEnding();
            // What another JVM would run after this is not what was recorded.
            if (ending != LeaseClosed.Ending.ENDING_DONE) {
                end.complete(new Replay.End(cause(ending), report.getClosed().getReason()));
            } else if (closed == leases.size()) {
                end.complete(new Replay.End(Replay.Cause.ALL_RAN, ""));
            }
        }
    }
}
