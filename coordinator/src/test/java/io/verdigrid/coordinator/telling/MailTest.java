package io.verdigrid.coordinator.telling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.verdigrid.coordinator.store.MemoryStore;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.helper.SimpleMessageListener;
import org.subethamail.smtp.server.SMTPServer;

/** Mails to a real SMTP server that wants STARTTLS and a password. */
@Timeout(60)
class MailTest {
    @TempDir
    private static Path keysFolder;

    private static SSLContext keys;

    @TempDir
    Path folder;

    private final List<String> recipients = new ArrayList<>();
    private final List<MimeMessage> mails = new ArrayList<>();
    private final MemoryStore store = new MemoryStore();
    private SMTPServer server;

    @BeforeAll
    static void makeKeys() throws Exception {
        keys = certificate(keysFolder);
    }

    @BeforeEach
    void start() throws Exception {
        SSLSocketFactory sockets = keys.getSocketFactory();
        server = SMTPServer.port(0)
                .bindAddress(InetAddress.getLoopbackAddress())
                .requireTLS()
                .requireAuth(true)
                .authenticationHandlerFactory(new EasyAuthenticationHandlerFactory((user, password, context) -> {
                    if (!user.equals("grid") || !password.equals("s3cret")) {
                        throw new LoginFailedException();
                    }
                }))
                .startTlsSocketFactory(socket -> {
                    SSLSocket secure = (SSLSocket) sockets.createSocket(
                            socket, InetAddress.getLoopbackAddress().getHostAddress(), socket.getPort(), true);
                    secure.setUseClientMode(false);
                    return secure;
                })
                .simpleMessageListener(new Mailbox())
                .build();
        server.start();
        RedBuild.wanted(store);
        RedBuild.red(store, "b1", 1_000_000, "ada@example.com", "bob@example.com");
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    private final class Mailbox implements SimpleMessageListener {
        @Override
        public boolean accept(String from, String recipient) {
            return !recipient.startsWith("nobody");
        }

        @Override
        public void deliver(String from, String recipient, InputStream data) throws IOException {
            try {
                recipients.add(recipient);
                mails.add(new MimeMessage(
                        Session.getInstance(new Properties()), new ByteArrayInputStream(data.readAllBytes())));
            } catch (jakarta.mail.MessagingException e) {
                throw new IOException(e);
            }
        }
    }

    @Test
    void mailsTheAuthorsOfARedBuildOverStartTls() throws Exception {
        sink("to: [team@example.com]").tell(red());
        assertThat(recipients).containsExactlyInAnyOrder("team@example.com", "ada@example.com", "bob@example.com");
        MimeMessage mail = mails.get(0);
        assertThat(mail.getSubject()).isEqualTo("shop on main is RED: 1 test failed (build b1)");
        assertThat(mail.getMessageID()).isEqualTo("<red-build-1-1000000.verdigrid@example.com>");
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(mail.getContent().toString().replace("\r\n", "\n"))
                .contains("p.First#bad\n    java.net.ConnectException: refused by 10.0.0.7\n    | connecting\n");
    }

    @Test
    void aRecipientWhomTheServerDoesNotKnowKeepsNoOtherFromTheirMail() {
        assertThatThrownBy(() -> sink("to: [nobody@example.com, team@example.com]\n  authors: false")
                        .tell(red()))
                .isInstanceOfSatisfying(
                        SinkFailure.class,
                        failure -> assertThat(failure.permanent()).isTrue());
        assertThat(recipients).containsExactly("team@example.com");
    }

    @Test
    void sendsNothingToAServerWithoutTls() throws Exception {
        server.stop();
        server = SMTPServer.port(0)
                .bindAddress(InetAddress.getLoopbackAddress())
                .simpleMessageListener(new Mailbox())
                .build();
        server.start();
        assertThatThrownBy(() -> sink("to: [team@example.com]").tell(red()))
                .isInstanceOf(SinkFailure.class)
                .hasMessageContaining("STARTTLS");
        assertThat(recipients).isEmpty();
    }

    @Test
    void sendsNothingToAServerWhoseCertificateIsNotTrusted() {
        assertThatThrownBy(() -> sinkTrusting("", "to: [team@example.com]").tell(red()))
                .isInstanceOf(SinkFailure.class);
        assertThat(recipients).isEmpty();
    }

    @Test
    void aWrongPasswordIsSaidWithoutIt() throws Exception {
        Files.writeString(folder.resolve("password"), "wr0ng");
        assertThatThrownBy(() -> sink("to: [team@example.com]").tell(red()))
                .isInstanceOf(SinkFailure.class)
                .hasMessage("localhost refuses user and password");
    }

    private Message red() {
        return new Messages(store, new OneBlob(RedBuild.OUTPUT), "")
                .of(store.outbox().waiting().get(0));
    }

    private Sink sink(String more) throws IOException {
        return sinkTrusting("ca-file: " + keysFolder.resolve("cert.pem"), more);
    }

    private Sink sinkTrusting(String trust, String more) throws IOException {
        Path password = folder.resolve("password");
        if (Files.notExists(password)) {
            Files.writeString(password, "s3cret\n");
        }
        String yaml = String.join(
                "\n  ",
                "mail:",
                "host: localhost",
                "port: " + server.getPortAllocated(),
                "from: grid@example.com",
                "user: grid",
                "password-file: password",
                trust,
                more);
        Path file = Files.writeString(folder.resolve("notify.yaml"), yaml + "\n");
        return new MailSink(TellingFile.read(file, Map.of()).mail().orElseThrow());
    }

    private static SSLContext certificate(Path folder) throws Exception {
        char[] secret = "changeit".toCharArray();
        Path keys = folder.resolve("keys.p12");
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        call(
                keytool,
                "-genkeypair",
                "-alias",
                "a",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-keystore",
                keys.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                "changeit");
        call(
                keytool,
                "-exportcert",
                "-alias",
                "a",
                "-rfc",
                "-keystore",
                keys.toString(),
                "-storepass",
                "changeit",
                "-file",
                folder.resolve("cert.pem").toString());
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys)) {
            store.load(in, secret);
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, secret);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private static void call(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }
}
