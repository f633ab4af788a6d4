package io.verdigrid.coordinator.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.verdigrid.protocol.Digest;
import io.verdigrid.protocol.build.v1.SubmitBuildRequest;
import io.verdigrid.protocol.certificate.Envelope;
import io.verdigrid.protocol.certificate.GreenStatement;
import io.verdigrid.protocol.certificate.SigningKey;
import io.verdigrid.protocol.certificate.TrustedKeys;
import io.verdigrid.protocol.certificate.v1.AcknowledgeCertificateRequest;
import io.verdigrid.protocol.certificate.v1.Certificate;
import io.verdigrid.protocol.certificate.v1.CertificateServiceGrpc;
import io.verdigrid.protocol.certificate.v1.CertificateServiceGrpc.CertificateServiceBlockingStub;
import io.verdigrid.protocol.certificate.v1.GetCertificateRequest;
import io.verdigrid.protocol.certificate.v1.GetKeyRequest;
import io.verdigrid.protocol.certificate.v1.ListCertificatesRequest;
import io.verdigrid.protocol.common.v1.Outcome;
import io.verdigrid.protocol.worker.v1.Lease;
import io.verdigrid.protocol.worker.v1.LeaseClosed;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CertificateTest {
    private static final FakeUnit UNIT = FakeUnit.of("ATest", "one");

    private GridUnderTest grid;
    private CertificateServiceBlockingStub certificates;

    @BeforeEach
    void start() throws Exception {
        grid = new GridUnderTest();
        certificates = CertificateServiceGrpc.newBlockingStub(grid.channel);
    }

    @AfterEach
    void stop() {
        grid.close();
    }

    private String build(Outcome outcome) throws Exception {
        SubmitBuildRequest.Builder request = grid.request("r1", 0).toBuilder();
        request.getSpecBuilder()
                .setBranch("main")
                .setRevision("abc")
                .addAuthors("ada@example.com")
                .setArtifactDigest(Digest.of("artifact").hex());
        String build = grid.builds().submitBuild(request.build()).getBuild().getId();
        FakeWorker worker = grid.worker("w1");
        worker.discover(worker.onlyLease(), UNIT);
        Lease lease = worker.onlyLease();
        worker.finish(lease, UNIT.test(0), outcome);
        worker.close(lease, LeaseClosed.Ending.ENDING_DONE);
        grid.ended(build);
        return build;
    }

    private List<Certificate> pending() {
        return certificates
                .listCertificates(ListCertificatesRequest.newBuilder()
                        .setPendingOnly(true)
                        .build())
                .getCertificatesList();
    }

    @Test
    void greenBuildHasACertificateThatItsKeyVerifies() throws Exception {
        String build = build(Outcome.OUTCOME_PASSED);
        Certificate certificate = certificates
                .getCertificate(
                        GetCertificateRequest.newBuilder().setBuildId(build).build())
                .getCertificate();
        assertThat(pending()).containsExactly(certificate);
        GreenStatement statement = Envelope.verify(
                certificate.getEnvelope().toByteArray(),
                TrustedKeys.read(List.of(SigningKey.publicFile(grid.keyFile))));
        assertThat(statement.artifact()).isEqualTo(Digest.of("artifact"));
        assertThat(statement.origin().build()).isEqualTo(build);
        assertThat(statement.origin().revision()).isEqualTo("abc");
        assertThat(statement.origin().authors()).containsExactly("ada@example.com");
        assertThat(statement.bundles()).containsValue(grid.bundle);
        assertThat(statement.counts()).containsEntry("PASSED", 1);
        assertThat(statement.retests()).isZero();
        assertThat(certificates.getKey(GetKeyRequest.getDefaultInstance()).getPublicKey())
                .isEqualTo(Files.readString(SigningKey.publicFile(grid.keyFile)));
    }

    @Test
    void staysInTheOutboxUntilItIsAcknowledged() throws Exception {
        String build = build(Outcome.OUTCOME_PASSED);
        assertThat(pending()).hasSize(1);
        AcknowledgeCertificateRequest request =
                AcknowledgeCertificateRequest.newBuilder().setBuildId(build).build();
        certificates.acknowledgeCertificate(request);
        certificates.acknowledgeCertificate(request);
        assertThat(pending()).isEmpty();
        assertThat(certificates
                        .listCertificates(ListCertificatesRequest.getDefaultInstance())
                        .getCertificatesList())
                .singleElement()
                .matches(certificate -> !certificate.getPending());
    }

    @Test
    void redBuildHasNone() throws Exception {
        String build = build(Outcome.OUTCOME_FAILED);
        assertThat(pending()).isEmpty();
        assertThatThrownBy(() -> certificates.getCertificate(
                        GetCertificateRequest.newBuilder().setBuildId(build).build()))
                .hasMessageContaining("NOT_FOUND: build " + build + " has no certificate");
    }
}
