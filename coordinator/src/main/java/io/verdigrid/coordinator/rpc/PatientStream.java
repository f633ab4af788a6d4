package io.verdigrid.coordinator.rpc;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Sends messages no faster than the caller takes them; blocks its thread meanwhile. For one sending thread. */
final class PatientStream<T> {
    private static final long PATIENCE_SECONDS = 60;

    private final ServerCallStreamObserver<T> call;
    private final Semaphore signal = new Semaphore(0);

    /** Must be made before the call's handler returns. */
    PatientStream(ServerCallStreamObserver<T> call) {
        this.call = call;
        call.setOnReadyHandler(signal::release);
        call.setOnCancelHandler(signal::release);
    }

    /** Throws CANCELLED when the caller has gone, DEADLINE_EXCEEDED when it takes nothing for a minute. */
    void send(T message) throws InterruptedException {
        boolean patient = true;
        while (patient && !call.isReady() && !call.isCancelled()) {
            patient = signal.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
        if (call.isCancelled()) {
            throw new StatusRuntimeException(Status.CANCELLED.withDescription("the caller has gone"));
        }
        if (!call.isReady()) {
            throw new StatusRuntimeException(
                    Status.DEADLINE_EXCEEDED.withDescription("the caller took nothing for a minute"));
        }
        call.onNext(message);
    }

    void complete() {
        if (!call.isCancelled()) {
            call.onCompleted();
        }
    }

    void fail(Throwable failure) {
        if (!call.isCancelled()) {
            call.onError(Failures.of(failure));
        }
    }
}
