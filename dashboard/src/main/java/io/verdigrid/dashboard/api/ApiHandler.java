package io.verdigrid.dashboard.api;

import com.google.protobuf.Message;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServiceDescriptor;
import io.verdigrid.dashboard.http.Exchange;
import io.verdigrid.dashboard.http.Handler;
import io.verdigrid.dashboard.http.Reply;
import io.verdigrid.protocol.blob.v1.BlobServiceGrpc;
import io.verdigrid.protocol.build.v1.BuildServiceGrpc;
import io.verdigrid.protocol.certificate.v1.CertificateServiceGrpc;
import io.verdigrid.protocol.grid.v1.GridServiceGrpc;
import io.verdigrid.protocol.history.v1.HistoryServiceGrpc;
import io.verdigrid.protocol.issue.v1.IssueServiceGrpc;
import io.verdigrid.protocol.trunk.v1.TrunkServiceGrpc;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The gRPC API as JSON.
 *
 * <p>{@code POST /api/SERVICE/METHOD} with the request as its body; a method that only reads may also be asked by {@code GET}
 * with {@code ?request=}. The answer is the response. That of a streaming method is a line of JSON a message, or, where
 * {@code text/event-stream} is accepted, server-sent events, which a browser goes on reading behind the last after a lost
 * connection. Thread-safe.
 */
public final class ApiHandler implements Handler {
    private static final String PREFIX = "/api/";
    private static final String EVENTS = "text/event-stream";

    private final Upstream upstream;
    private final Map<String, ApiMethod> methods = new HashMap<>();

    /** Of the coordinator's services that people call. */
    public ApiHandler(Upstream upstream) {
        this.upstream = upstream;
        List<ServiceDescriptor> services = List.of(
                BuildServiceGrpc.getServiceDescriptor(),
                GridServiceGrpc.getServiceDescriptor(),
                HistoryServiceGrpc.getServiceDescriptor(),
                TrunkServiceGrpc.getServiceDescriptor(),
                IssueServiceGrpc.getServiceDescriptor(),
                CertificateServiceGrpc.getServiceDescriptor(),
                BlobServiceGrpc.getServiceDescriptor());
        services.stream()
                .flatMap(service -> service.getMethods().stream())
                .filter(method ->
                        method.getType() == MethodType.UNARY || method.getType() == MethodType.SERVER_STREAMING)
                .forEach(method -> methods.put(method.getFullMethodName(), new ApiMethod(method)));
    }

    @Override
    public boolean handle(Exchange exchange) {
        if (!exchange.path().startsWith(PREFIX)) {
            return false;
        }
        String name = exchange.path().substring(PREFIX.length());
        ApiMethod method = methods.get(name);
        if (method == null) {
            exchange.answer(Reply.problem(404, "NOT_FOUND", "no method '" + name + "'"));
        } else if (exchange.method().equals("GET") && !method.reads()) {
            exchange.answer(Reply.problem(405, "UNIMPLEMENTED", name + " changes something: use POST"));
        } else {
            call(exchange, method);
        }
        return true;
    }

    private void call(Exchange exchange, ApiMethod method) {
        boolean asEvents = exchange.header("accept")
                .filter(types -> types.contains(EVENTS))
                .isPresent();
        Message request;
        try {
            String json =
                    exchange.method().equals("GET") ? exchange.query("request").orElse("") : exchange.body();
            request = method.request(json, lastEventId(exchange));
        } catch (IllegalArgumentException e) {
            exchange.answer(Reply.problem(400, "INVALID_ARGUMENT", String.valueOf(e.getMessage())));
            return;
        }
        upstream.connectNow().run();
        if (!method.streams()) {
            new UnaryCall(exchange).start(upstream.channel(), method, request);
        } else if (asEvents) {
            new StreamingCall(exchange, method, StreamFormat.EVENTS).start(upstream.channel(), request);
        } else {
            new StreamingCall(exchange, method, StreamFormat.LINES).start(upstream.channel(), request);
        }
    }

    /** Where a browser that lost its connection was. */
    private static OptionalLong lastEventId(Exchange exchange) {
        return exchange.header("last-event-id")
                .filter(id -> id.matches("\\d{1,18}"))
                .map(id -> OptionalLong.of(Long.parseLong(id)))
                .orElse(OptionalLong.empty());
    }
}
