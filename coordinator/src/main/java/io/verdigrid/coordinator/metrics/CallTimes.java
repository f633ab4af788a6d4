package io.verdigrid.coordinator.metrics;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.verdigrid.protocol.TimeSource;

/** Measures calls by method and status. Thread-safe. */
public final class CallTimes implements ServerInterceptor {
    private final GridMetrics metrics;
    private final TimeSource time;

    /** Tells these metrics. */
    public CallTimes(GridMetrics metrics, TimeSource time) {
        this.metrics = metrics;
        this.time = time;
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        long start = time.nanos();
        ServerCall<Q, A> measured = new SimpleForwardingServerCall<>(call) {
            @Override
            public void close(Status status, Metadata trailers) {
                MethodDescriptor<Q, A> method = getMethodDescriptor();
                String code = status.getCode().name();
                if (method.getType().serverSendsOneMessage()) {
                    metrics.call(method.getFullMethodName(), code, time.nanos() - start);
                } else {
                    metrics.stream(method.getFullMethodName(), code);
                }
                super.close(status, trailers);
            }
        };
        return next.startCall(measured, headers);
    }
}
