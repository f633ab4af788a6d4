package io.verdigrid.dashboard.api;

import com.google.protobuf.ByteString;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import io.verdigrid.dashboard.http.Exchange;
import io.verdigrid.dashboard.http.Handler;
import io.verdigrid.dashboard.http.Reply;
import io.verdigrid.protocol.blob.v1.BlobServiceGrpc;
import io.verdigrid.protocol.blob.v1.DownloadRequest;
import io.verdigrid.protocol.blob.v1.DownloadResponse;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Output and stack traces, which are ranges of blobs: {@code GET /blob/DIGEST?offset=0&length=1000}, as plain text. */
public final class BlobText implements Handler {
    private static final Pattern PATH = Pattern.compile("/blob/([0-9a-f]{64})");

    /** More than any build may keep of one test. */
    private static final int MAX_LENGTH = 16 << 20;

    private final Upstream upstream;

    /** Of that coordinator's blobs. */
    public BlobText(Upstream upstream) {
        this.upstream = upstream;
    }

    @Override
    public boolean handle(Exchange exchange) {
        Matcher path = PATH.matcher(exchange.path());
        if (!path.matches()) {
            return false;
        }
        long offset = number(exchange, "offset", 0);
        long length = number(exchange, "length", MAX_LENGTH);
        if (offset < 0 || length < 0 || length > MAX_LENGTH) {
            exchange.answer(Reply.problem(
                    400, "INVALID_ARGUMENT", "offset and length: wanted numbers of bytes, length up to " + MAX_LENGTH));
            return true;
        }
        upstream.connectNow().run();
        new Range(exchange, offset, (int) length).start(path.group(1));
        return true;
    }

    private static long number(Exchange exchange, String name, long otherwise) {
        return exchange.query(name)
                .map(text -> text.matches("\\d{1,18}") ? Long.parseLong(text) : -1)
                .orElse(otherwise);
    }

    /** Skips to the range, takes it, and hangs up. */
    private final class Range extends ClientCall.Listener<DownloadResponse> {
        private final Exchange exchange;
        private final ByteString.Output taken = ByteString.newOutput();
        private long toSkip;
        private int toTake;
        private @Nullable ClientCall<DownloadRequest, DownloadResponse> call;

        Range(Exchange exchange, long offset, int length) {
            this.exchange = exchange;
            this.toSkip = offset;
            this.toTake = length;
        }

        void start(String digest) {
            ClientCall<DownloadRequest, DownloadResponse> started =
                    upstream.channel().newCall(BlobServiceGrpc.getDownloadMethod(), CallOptions.DEFAULT);
            call = started;
            started.start(this, new Metadata());
            started.sendMessage(DownloadRequest.newBuilder().addDigests(digest).build());
            started.halfClose();
            started.request(1);
        }

        @Override
        public void onMessage(DownloadResponse response) {
            byte[] data = response.getData().toByteArray();
            int from = (int) Math.min(toSkip, data.length);
            int count = Math.min(toTake, data.length - from);
            toSkip -= from;
            toTake -= count;
            taken.write(data, from, count);
            if (call == null) {
                return;
            }
            if (toTake == 0) {
                answer();
                call.cancel("has what it wanted", null);
            } else {
                call.request(1);
            }
        }

        @Override
        public void onClose(Status status, Metadata trailers) {
            if (status.isOk()) {
                answer();
            } else {
                exchange.answer(ApiProblem.of(status).reply());
            }
        }

        private void answer() {
            exchange.answer(new Reply(
                    200,
                    "text/plain; charset=utf-8",
                    taken.toByteString(),
                    // A digest never means other bytes. Nobody runs them, whatever they are.
                    Map.of("cache-control", "private, max-age=86400", "content-security-policy", "sandbox")));
        }
    }
}
