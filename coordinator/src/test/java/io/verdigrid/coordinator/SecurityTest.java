package io.verdigrid.coordinator;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecurityTest {
    @TempDir
    Path folder;

    @Test
    void namesTheFileThatIsNoKey() throws Exception {
        Certificate certificate = Certificate.make(folder);
        Path old = Files.writeString(
                folder.resolve("old.pem"),
                Files.readString(certificate.key()).replace("PRIVATE KEY", "RSA PRIVATE KEY"));

        assertThatThrownBy(() -> check(certificate.certificate(), old))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("TLS key " + old + ": ")
                .hasMessageContaining("PKCS#8");
    }

    @Test
    void namesTheFileThatIsNoCertificate() throws Exception {
        Certificate certificate = Certificate.make(folder);

        assertThatThrownBy(() -> check(certificate.key(), certificate.key()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("TLS certificate " + certificate.key() + ": ")
                .hasMessageContaining("BEGIN CERTIFICATE");
    }

    private void check(Path certificate, Path key) throws Exception {
        Security.check(new CoordinatorConfig(
                folder.resolve("data"),
                Optional.of(new ListenAddress("127.0.0.1", 0)),
                Optional.empty(),
                new CoordinatorSecurity(Optional.empty(), Optional.of(certificate), Optional.of(key), false),
                CoordinatorLimits.DEFAULT));
    }
}
