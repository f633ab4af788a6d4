package io.verdigrid.coordinator.rpc;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.verdigrid.protocol.Role;
import io.verdigrid.protocol.TokenFile;
import io.verdigrid.protocol.Tokens;
import io.verdigrid.protocol.announcement.v1.AnnouncementServiceGrpc;
import io.verdigrid.protocol.blob.v1.BlobServiceGrpc;
import io.verdigrid.protocol.build.v1.BuildServiceGrpc;
import io.verdigrid.protocol.certificate.v1.CertificateServiceGrpc;
import io.verdigrid.protocol.grid.v1.GridServiceGrpc;
import io.verdigrid.protocol.history.v1.HistoryServiceGrpc;
import io.verdigrid.protocol.issue.v1.IssueServiceGrpc;
import io.verdigrid.protocol.trunk.v1.TrunkServiceGrpc;
import io.verdigrid.protocol.worker.v1.WorkerServiceGrpc;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Lets a call through if its token's role may make it. Thread-safe. */
final class Access implements ServerInterceptor {
    private static final String LIST_TRUNKS =
            TrunkServiceGrpc.getListTrunksMethod().getFullMethodName();

    private static final String ACKNOWLEDGE =
            CertificateServiceGrpc.getAcknowledgeCertificateMethod().getFullMethodName();

    private static final Set<Role> READERS = EnumSet.of(Role.VIEWER, Role.DEPLOYER);
    private static final Set<String> READING_METHODS = Set.of(
            BuildServiceGrpc.getGetBuildMethod().getFullMethodName(),
            BuildServiceGrpc.getListBuildsMethod().getFullMethodName(),
            BuildServiceGrpc.getListVerdictsMethod().getFullMethodName(),
            BuildServiceGrpc.getListWorkersMethod().getFullMethodName(),
            BuildServiceGrpc.getWatchBuildMethod().getFullMethodName(),
            BuildServiceGrpc.getGetTimelineMethod().getFullMethodName(),
            GridServiceGrpc.getWatchGridMethod().getFullMethodName(),
            BlobServiceGrpc.getFindMissingMethod().getFullMethodName(),
            BlobServiceGrpc.getDownloadMethod().getFullMethodName(),
            HistoryServiceGrpc.getListTestsMethod().getFullMethodName(),
            IssueServiceGrpc.getListIssuesMethod().getFullMethodName(),
            HistoryServiceGrpc.getGetTestHistoryMethod().getFullMethodName(),
            HistoryServiceGrpc.getListSlowerTestsMethod().getFullMethodName(),
            LIST_TRUNKS,
            CertificateServiceGrpc.getListCertificatesMethod().getFullMethodName(),
            CertificateServiceGrpc.getGetCertificateMethod().getFullMethodName(),
            CertificateServiceGrpc.getGetKeyMethod().getFullMethodName(),
            HistoryServiceGrpc.getListStateChangesMethod().getFullMethodName(),
            HistoryServiceGrpc.getListQuarantinedTestsMethod().getFullMethodName());

    private static final Set<String> OPERATING_METHODS = Set.of(
            BuildServiceGrpc.getTakeBackWorkerMethod().getFullMethodName(),
            HistoryServiceGrpc.getQuarantineTestMethod().getFullMethodName(),
            HistoryServiceGrpc.getReleaseTestMethod().getFullMethodName());

    private final TokenFile tokens;

    Access(TokenFile tokens) {
        this.tokens = tokens;
    }

    /** The roles that may call the method; empty: whoever asks. A method that nobody thought of is the operator's. */
    static Set<Role> roles(String method) {
        String service = method.substring(0, method.indexOf('/'));
        if (service.startsWith("grpc.")) {
            return Set.of();
        }
        Set<Role> roles = EnumSet.of(Role.OPERATOR);
        if (OPERATING_METHODS.contains(method)) {
            return roles;
        }
        switch (service) {
            case BuildServiceGrpc.SERVICE_NAME,
                    HistoryServiceGrpc.SERVICE_NAME,
                    GridServiceGrpc.SERVICE_NAME,
                    IssueServiceGrpc.SERVICE_NAME -> roles.add(Role.CI);
            case BlobServiceGrpc.SERVICE_NAME -> {
                roles.add(Role.CI);
                roles.add(Role.WORKER);
            }
            case WorkerServiceGrpc.SERVICE_NAME -> roles.add(Role.WORKER);
            case TrunkServiceGrpc.SERVICE_NAME -> roles.add(method.equals(LIST_TRUNKS) ? Role.CI : Role.DEPLOYER);
            case AnnouncementServiceGrpc.SERVICE_NAME -> roles.add(Role.DEPLOYER);
            case CertificateServiceGrpc.SERVICE_NAME -> roles.add(method.equals(ACKNOWLEDGE) ? Role.DEPLOYER : Role.CI);
            default -> {}
        }
        if (READING_METHODS.contains(method)) {
            roles.addAll(READERS);
        }
        return roles;
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        String method = call.getMethodDescriptor().getFullMethodName();
        Set<Role> allowed = roles(method);
        if (allowed.isEmpty()) {
            return next.startCall(call, headers);
        }
        String header = headers.get(Tokens.AUTHORIZATION);
        Optional<String> token = header == null ? Optional.empty() : Tokens.fromHeader(header);
        if (token.isEmpty()) {
            return refuse(
                    call, Status.UNAUTHENTICATED.withDescription("this coordinator wants a token; none was sent"));
        }
        Optional<Role> role = tokens.roleOf(token.get());
        if (role.isEmpty()) {
            return refuse(call, Status.UNAUTHENTICATED.withDescription("this coordinator doesn't know the token"));
        }
        if (!allowed.contains(role.get())) {
            String words = allowed.stream().map(Role::word).collect(Collectors.joining(", "));
            return refuse(
                    call,
                    Status.PERMISSION_DENIED.withDescription("a token of role "
                            + role.get().word() + " may not call " + method + "; allowed are " + words));
        }
        return next.startCall(call, headers);
    }

    private static <Q, A> ServerCall.Listener<Q> refuse(ServerCall<Q, A> call, Status status) {
        call.close(status, new Metadata());
        return new ServerCall.Listener<>() {};
    }
}
