package io.verdigrid.coordinator.rpc;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.verdigrid.coordinator.engine.Certificates;
import io.verdigrid.protocol.certificate.v1.AcknowledgeCertificateRequest;
import io.verdigrid.protocol.certificate.v1.AcknowledgeCertificateResponse;
import io.verdigrid.protocol.certificate.v1.Certificate;
import io.verdigrid.protocol.certificate.v1.CertificateServiceGrpc.CertificateServiceImplBase;
import io.verdigrid.protocol.certificate.v1.GetCertificateRequest;
import io.verdigrid.protocol.certificate.v1.GetCertificateResponse;
import io.verdigrid.protocol.certificate.v1.GetKeyRequest;
import io.verdigrid.protocol.certificate.v1.GetKeyResponse;
import io.verdigrid.protocol.certificate.v1.ListCertificatesRequest;
import io.verdigrid.protocol.certificate.v1.ListCertificatesResponse;

/** CertificateService. Thread-safe; no handler blocks. */
final class CertificateEndpoint extends CertificateServiceImplBase {
    private static final int USUAL = 20;
    private static final int MOST = 100;

    private final Certificates certificates;
    private final Answers answers;

    CertificateEndpoint(Certificates certificates, RpcThreads threads) {
        this.certificates = certificates;
        this.answers = new Answers(threads.reads());
    }

    @Override
    public void listCertificates(ListCertificatesRequest request, StreamObserver<ListCertificatesResponse> to) {
        int limit = request.getLimit() <= 0 ? USUAL : Math.min(MOST, request.getLimit());
        answers.give(
                to,
                () -> ListCertificatesResponse.newBuilder()
                        .addAllCertificates(certificates.list(request.getPendingOnly(), limit).stream()
                                .map(CertificateEndpoint::wire)
                                .toList())
                        .build());
    }

    @Override
    public void getCertificate(GetCertificateRequest request, StreamObserver<GetCertificateResponse> to) {
        answers.give(
                to,
                () -> GetCertificateResponse.newBuilder()
                        .setCertificate(certificates
                                .get(request.getBuildId())
                                .map(CertificateEndpoint::wire)
                                .orElseThrow(() -> Status.NOT_FOUND
                                        .withDescription(
                                                "build " + request.getBuildId()
                                                        + " has no certificate: it is not green, not of lane main, or was run without --artifact")
                                        .asRuntimeException()))
                        .build());
    }

    private static Certificate wire(Certificates.Signed signed) {
        return Certificate.newBuilder()
                .setBuildId(signed.buildId())
                .setPending(signed.pending())
                .setEnvelope(ByteString.copyFromUtf8(signed.envelope()))
                .build();
    }

    @Override
    public void acknowledgeCertificate(
            AcknowledgeCertificateRequest request, StreamObserver<AcknowledgeCertificateResponse> to) {
        answers.give(
                to,
                certificates.acknowledge(request.getBuildId()),
                done -> AcknowledgeCertificateResponse.getDefaultInstance());
    }

    @Override
    public void getKey(GetKeyRequest request, StreamObserver<GetKeyResponse> to) {
        answers.give(
                to,
                () -> GetKeyResponse.newBuilder()
                        .setPublicKey(certificates.publicKey())
                        .build());
    }
}
