package io.verdigrid.protocol.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.verdigrid.protocol.Digest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvelopeTest {
    @TempDir
    Path folder;

    private SigningKey key;
    private TrustedKeys trusted;

    @BeforeEach
    void keys() throws Exception {
        Path file = folder.resolve("key.pem");
        key = SigningKey.readOrMake(file);
        trusted = TrustedKeys.read(List.of(SigningKey.publicFile(file)));
    }

    private static GreenStatement statement() {
        TreeMap<String, Digest> bundles = new TreeMap<>();
        bundles.put("", Digest.of("bundle"));
        bundles.put("core", Digest.of("core"));
        TreeMap<String, Integer> counts = new TreeMap<>();
        counts.put("PASSED", 41);
        counts.put("INTERMITTENT", 1);
        return new GreenStatement(
                Digest.of("artifact"),
                new GreenStatement.Origin("b1", "shop", "abc123", "main", 1_700_000_000_000L),
                bundles,
                Digest.of("tests"),
                counts,
                List.of("[engine:x]/[class:Flaky]"),
                2);
    }

    @Test
    void whatWasSignedIsWhatIsRead() {
        byte[] envelope = Envelope.sign(statement(), key);
        assertThat(Envelope.verify(envelope, trusted)).isEqualTo(statement());
        assertThat(Envelope.unverified(envelope)).isEqualTo(statement());
        assertThat(Envelope.sign(statement(), key)).isEqualTo(envelope);
    }

    @Test
    void isAnInTotoStatementInDsse() {
        String envelope = new String(Envelope.sign(statement(), key), StandardCharsets.UTF_8);
        assertThat(envelope)
                .startsWith("{\"payloadType\":\"application/vnd.in-toto+json\",\"payload\":\"")
                .contains("\"signatures\":[{\"keyid\":\"" + key.id() + "\",\"sig\":\"");
        String payload = new String(
                Base64.getDecoder()
                        .decode(envelope.split("\"payload\":\"", 2)[1].split("\"", 2)[0]),
                StandardCharsets.UTF_8);
        assertThat(payload)
                .startsWith(
                        "{\"_type\":\"https://in-toto.io/Statement/v1\",\"subject\":[{\"name\":\"artifact\",\"digest\":{\"sha256\":\""
                                + Digest.of("artifact"))
                .contains(
                        "\"predicateType\":\"https://in-toto.io/attestation/test-result/v0.1\"",
                        "\"result\":\"PASSED\"");
    }

    /** The example of the DSSE specification. */
    @Test
    void signsDssesEncoding() {
        assertThat(new String(
                        Envelope.authenticated(
                                "http://example.com/HelloWorld", "hello world".getBytes(StandardCharsets.UTF_8)),
                        StandardCharsets.UTF_8))
                .isEqualTo("DSSEv1 29 http://example.com/HelloWorld 11 hello world");
    }

    @Test
    void anotherKeyIsNotTrusted() {
        byte[] envelope = Envelope.sign(statement(), SigningKey.generate());
        assertThatThrownBy(() -> Envelope.verify(envelope, trusted)).hasMessage("no trusted key signed it");
    }

    @Test
    void changedPayloadIsNotTrusted() {
        String envelope = new String(Envelope.sign(statement(), key), StandardCharsets.UTF_8);
        String payload = envelope.split("\"payload\":\"", 2)[1].split("\"", 2)[0];
        String changed = Base64.getEncoder()
                .encodeToString(new String(Base64.getDecoder().decode(payload), StandardCharsets.UTF_8)
                        .replace("abc123", "abc124")
                        .getBytes(StandardCharsets.UTF_8));
        byte[] forged = envelope.replace(payload, changed).getBytes(StandardCharsets.UTF_8);
        assertThat(Envelope.unverified(forged).origin().revision()).isEqualTo("abc124");
        assertThatThrownBy(() -> Envelope.verify(forged, trusted)).hasMessage("no trusted key signed it");
    }

    @Test
    void whatIsNoEnvelopeIsSaidToBeNone() {
        for (String text : List.of("", "{", "[]", "{\"payloadType\":\"text/plain\"}")) {
            assertThatThrownBy(() -> Envelope.verify(text.getBytes(StandardCharsets.UTF_8), trusted))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void keyIsMadeOnceAndItsOwnersAlone() throws Exception {
        Path file = folder.resolve("key.pem");
        assertThat(SigningKey.readOrMake(file).id()).isEqualTo(key.id());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(key.toString()).doesNotContain("PRIVATE").endsWith(key.id());
        Files.writeString(file, "no key");
        assertThatThrownBy(() -> SigningKey.readOrMake(file)).hasMessageContaining("are no Ed25519 key pair as PEM");
        assertThatThrownBy(() -> TrustedKeys.read(List.of(file, folder.resolve("none"))))
                .hasMessage(file + " holds no Ed25519 public key as PEM");
    }
}
