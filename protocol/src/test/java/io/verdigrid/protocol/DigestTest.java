package io.verdigrid.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DigestTest {
    /** FIPS 180-2, appendix B.1. */
    private static final String OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @Test
    void isSha256() {
        assertThat(Digest.of("abc").hex()).isEqualTo(OF_ABC);
    }

    @Test
    void ofAFileIsThatOfItsBytes(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("f"), "abc");
        assertThat(Digest.of(file).hex()).isEqualTo(OF_ABC);
    }

    @Test
    void anythingElseIsRefused() {
        assertThatThrownBy(() -> new Digest("../../etc/passwd")).hasMessageContaining("../../etc/passwd");
        assertThatThrownBy(() -> new Digest(OF_ABC.toUpperCase(java.util.Locale.ROOT)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
