package io.verdigrid.deployer.rpc;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.verdigrid.protocol.Role;
import io.verdigrid.protocol.TokenFile;
import io.verdigrid.protocol.Tokens;
import java.util.Optional;
import java.util.Set;

/** Lets viewers read, and operators and deployers push. Thread-safe. */
final class TokenGuard implements ServerInterceptor {
    private static final Set<String> READING =
            Set.of("verdigrid.push.v1.PushService/ListPushes", "verdigrid.push.v1.PushService/GetFleet");

    private final TokenFile tokens;

    TokenGuard(TokenFile tokens) {
        this.tokens = tokens;
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        String header = headers.get(Tokens.AUTHORIZATION);
        Optional<Role> role =
                header == null ? Optional.empty() : Tokens.fromHeader(header).flatMap(tokens::roleOf);
        if (role.isEmpty()) {
            return refused(call, Status.UNAUTHENTICATED.withDescription("no valid token"));
        }
        boolean reads = READING.contains(call.getMethodDescriptor().getFullMethodName());
        boolean may = switch (role.get()) {
            case OPERATOR, DEPLOYER -> true;
            case VIEWER, CI -> reads;
            case WORKER -> false;
        };
        if (!may) {
            return refused(
                    call,
                    Status.PERMISSION_DENIED.withDescription(
                            "not for the role " + role.get().word()));
        }
        return next.startCall(call, headers);
    }

    private static <Q, A> ServerCall.Listener<Q> refused(ServerCall<Q, A> call, Status status) {
        call.close(status, new Metadata());
        return new ServerCall.Listener<>() {};
    }
}
