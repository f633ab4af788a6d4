package io.verdigrid.deployer.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.verdigrid.deployer.rollout.Admission;
import io.verdigrid.deployer.rollout.Refused;
import io.verdigrid.deployer.rollout.Request;
import io.verdigrid.protocol.Digest;
import io.verdigrid.protocol.certificate.Envelope;
import io.verdigrid.protocol.certificate.GreenStatement;
import io.verdigrid.protocol.certificate.SigningKey;
import io.verdigrid.protocol.certificate.TrustedKeys;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertifiedArtifactsTest {
    private static final Digest ARTIFACT = Digest.of("artifact");

    @TempDir
    Path folder;

    private static byte[] certificate(SigningKey key) {
        GreenStatement.Origin origin = new GreenStatement.Origin("b1", "shop", "abc", "main", 1);
        return Envelope.sign(
                new GreenStatement(
                        ARTIFACT, origin, new TreeMap<>(), Digest.of("tests"), new TreeMap<>(), List.of(), 0),
                key);
    }

    @Test
    void letsInWhatATrustedKeySignedAndNothingElse() throws Exception {
        SigningKey key = SigningKey.readOrMake(folder.resolve("key"));
        Admission admission =
                new CertifiedArtifacts(TrustedKeys.read(List.of(SigningKey.publicFile(folder.resolve("key")))));
        assertThat(admission.check(ARTIFACT, certificate(key)))
                .isEqualTo(new Admission.Green("abc", "b1", List.of(new Request.Change("abc", ""))));
        assertThatThrownBy(() -> admission.check(Digest.of("another"), certificate(key)))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("the certificate is for another artifact");
        assertThatThrownBy(() -> admission.check(ARTIFACT, certificate(SigningKey.generate())))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("no trusted key signed it");
        assertThatThrownBy(() -> admission.check(ARTIFACT, new byte[0])).isInstanceOf(Refused.class);
    }
}
