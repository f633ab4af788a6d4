package io.verdigrid.dashboard.api;

import com.google.protobuf.Message;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import io.verdigrid.dashboard.http.Exchange;
import io.verdigrid.dashboard.http.Reply;
import java.util.concurrent.TimeUnit;

/** A call with one answer. */
final class UnaryCall implements StreamObserver<Message> {
    private static final long DEADLINE_SECONDS = 60;

    private final Exchange exchange;

    UnaryCall(Exchange exchange) {
        this.exchange = exchange;
    }

    void start(Channel channel, ApiMethod method, Message request) {
        CallOptions options = CallOptions.DEFAULT.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS);
        ClientCalls.asyncUnaryCall(channel.newCall(method.descriptor(), options), request, this);
    }

    @Override
    public void onNext(Message response) {
        exchange.answer(Reply.text(200, Reply.JSON, ApiMethod.json(response)));
    }

    @Override
    public void onError(Throwable failure) {
        exchange.answer(ApiProblem.of(failure).reply());
    }

    @Override
    public void onCompleted() {}
}
