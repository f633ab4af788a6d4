package io.verdigrid.cli.certificate;

import io.grpc.StatusRuntimeException;
import io.verdigrid.cli.grid.Answers;
import io.verdigrid.cli.grid.Grid;
import io.verdigrid.protocol.certificate.v1.Certificate;
import io.verdigrid.protocol.certificate.v1.CertificateServiceGrpc;
import io.verdigrid.protocol.certificate.v1.CertificateServiceGrpc.CertificateServiceBlockingStub;
import io.verdigrid.protocol.certificate.v1.GetCertificateRequest;
import io.verdigrid.protocol.certificate.v1.GetKeyRequest;
import io.verdigrid.protocol.certificate.v1.ListCertificatesRequest;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Calls a grid's CertificateService; what it refuses is a Problem. Thread-safe. */
public final class CertificateClient {
    private static final long DEADLINE_SECONDS = 30;

    private final Grid grid;

    /** A client of this grid. */
    public CertificateClient(Grid grid) {
        this.grid = grid;
    }

    /** Newest first. */
    public List<Certificate> list(boolean pendingOnly, int limit) {
        return call(stub -> stub.listCertificates(ListCertificatesRequest.newBuilder()
                        .setPendingOnly(pendingOnly)
                        .setLimit(limit)
                        .build())
                .getCertificatesList());
    }

    /** That of a build. */
    public Certificate get(String buildId) {
        return call(stub -> stub.getCertificate(
                        GetCertificateRequest.newBuilder().setBuildId(buildId).build())
                .getCertificate());
    }

    /** The public half of the key that signs, as PEM. */
    public String key() {
        return call(stub -> stub.getKey(GetKeyRequest.getDefaultInstance()).getPublicKey());
    }

    private <T> T call(Function<CertificateServiceBlockingStub, T> rpc) {
        try {
            return rpc.apply(CertificateServiceGrpc.newBlockingStub(grid.channel())
                    .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS));
        } catch (StatusRuntimeException e) {
            throw Answers.problem(grid.name(), e);
        }
    }
}
