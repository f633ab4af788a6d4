package io.verdigrid.dashboard.api;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import io.verdigrid.dashboard.http.Exchange;
import io.verdigrid.dashboard.http.LiveAnswer;
import io.verdigrid.dashboard.http.Reply;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A call with many answers. The next is asked for when the browser has taken the last: a slow one holds no memory here, and
 * the coordinator keeps its place.
 */
final class StreamingCall extends ClientCall.Listener<Message> {
    private final Exchange exchange;
    private final ApiMethod method;
    private final StreamFormat format;
    private @Nullable ClientCall<Message, Message> call;

    /** Begun with the first message, so that a call that fails at once has an HTTP status of its own. */
    private @Nullable LiveAnswer answer;

    StreamingCall(Exchange exchange, ApiMethod method, StreamFormat format) {
        this.exchange = exchange;
        this.method = method;
        this.format = format;
    }

    void start(Channel channel, Message request) {
        ClientCall<Message, Message> started = channel.newCall(method.descriptor(), CallOptions.DEFAULT);
        call = started;
        if (format == StreamFormat.EVENTS) {
            // A browser takes any other status than 200 for the end, and would not come again.
            answer();
        }
        started.start(this, new Metadata());
        started.sendMessage(request);
        started.halfClose();
        started.request(1);
    }

    private LiveAnswer answer() {
        LiveAnswer begun = answer;
        if (begun == null) {
            begun = exchange.begin(new Reply(200, format.contentType(), ByteString.EMPTY, Map.of()));
            answer = begun;
            begun.keepAlive(format.beat());
            begun.onGone(this::gone);
            begun.write(format.begin(), () -> {});
        }
        return begun;
    }

    @Override
    public void onMessage(Message message) {
        answer().write(format.message(message, method.cursor(message)), this::takesMore);
    }

    private void takesMore() {
        if (call != null) {
            call.request(1);
        }
    }

    private void gone() {
        if (call != null) {
            call.cancel("the browser went", null);
        }
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
        if (answer == null && !status.isOk()) {
            exchange.answer(ApiProblem.of(status).reply());
            return;
        }
        LiveAnswer to = answer();
        if (status.isOk()) {
            to.write(format.end(), () -> {});
        } else {
            to.write(format.problem(ApiProblem.of(status)), () -> {});
        }
        to.end();
    }
}
