package io.verdigrid.coordinator;

import io.grpc.InsecureServerCredentials;
import io.grpc.ServerCredentials;
import io.grpc.TlsServerCredentials;
import io.grpc.util.AdvancedTlsX509KeyManager;
import io.grpc.util.CertificateUtils;
import io.verdigrid.protocol.Role;
import io.verdigrid.protocol.TokenFile;
import io.verdigrid.protocol.Tokens;
import java.io.IOException;
import java.io.InputStream;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A configuration's security, checked: who is let in, and with what the wire is encrypted. Immutable. */
final class Security {
    private final CoordinatorSecurity config;
    private final Optional<TokenFile> tokens;

    private Security(CoordinatorSecurity config, Optional<TokenFile> tokens) {
        this.config = config;
        this.tokens = tokens;
    }

    /** How metrics are served: over TLS or not, and to whom, by the value of the Authorization header. */
    record Web(Optional<SSLContext> tls, Predicate<String> admits) {}

    /** Throws IllegalArgumentException that names all that is wrong. */
    static Security check(CoordinatorConfig config) throws IOException {
        CoordinatorSecurity security = config.security();
        List<String> problems = new ArrayList<>();
        checkAddress(problems, "listen", config.listen(), security);
        checkAddress(problems, "metrics-listen", config.metricsListen(), security);
        if (security.tlsCertificate().isPresent() != security.tlsKey().isPresent()) {
            problems.add("a TLS certificate and its key go together: give both or none");
        }
        security.tlsCertificate().ifPresent(file -> checkFile(problems, "TLS certificate", file));
        security.tlsKey().ifPresent(file -> checkFile(problems, "TLS key", file));
        TokenFile tokens = tokens(problems, security.tokens());
        if (problems.isEmpty()) {
            security.tlsCertificate()
                    .ifPresent(file -> checkPem(
                            problems,
                            "TLS certificate",
                            file,
                            CertificateUtils::getX509Certificates,
                            "an X.509 certificate chain as PEM (BEGIN CERTIFICATE)"));
            security.tlsKey()
                    .ifPresent(
                            file -> checkPem(
                                    problems,
                                    "TLS key",
                                    file,
                                    CertificateUtils::getPrivateKey,
                                    "an unencrypted PKCS#8 key as PEM (BEGIN PRIVATE KEY); openssl pkcs8 -topk8 -nocrypt makes one"));
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
        return new Security(security, Optional.ofNullable(tokens));
    }

    /** Reads a PEM file. */
    private interface PemReader {
        Object read(InputStream in) throws IOException, GeneralSecurityException;
    }

    /** What reads it later does not name the file. */
    private static void checkPem(List<String> problems, String what, Path file, PemReader reader, String wanted) {
        try (InputStream in = Files.newInputStream(file)) {
            reader.read(in);
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            problems.add(what + " " + file + ": wanted " + wanted);
        }
    }

    private static void checkAddress(
            List<String> problems, String what, Optional<ListenAddress> address, CoordinatorSecurity security) {
        if (address.isEmpty() || security.insecure()) {
            return;
        }
        List<String> wanting = new ArrayList<>();
        if (security.tlsCertificate().isEmpty() || security.tlsKey().isEmpty()) {
            wanting.add("a TLS certificate and key");
        }
        if (security.tokens().isEmpty()) {
            wanting.add("a token file");
        }
        try {
            if (!wanting.isEmpty() && !address.get().isLoopback()) {
                problems.add(what + " " + address.get() + ": other machines reach this address, so it needs "
                        + String.join(" and ", wanting) + ", or --insecure");
            }
        } catch (UnknownHostException e) {
            problems.add(what + " " + address.get() + ": this machine knows no host '"
                    + address.get().host() + "'");
        }
    }

    private static void checkFile(List<String> problems, String what, Path file) {
        if (!Files.isReadable(file)) {
            problems.add(what + " " + file + ": " + (Files.exists(file) ? "can't be read" : "there is no such file"));
        }
    }

    private static @Nullable TokenFile tokens(List<String> problems, Optional<Path> file) throws IOException {
        if (file.isEmpty()) {
            return null;
        }
        int before = problems.size();
        checkFile(problems, "token file", file.get());
        if (problems.size() > before) {
            return null;
        }
        try {
            return TokenFile.read(file.get());
        } catch (IllegalArgumentException e) {
            problems.add(String.valueOf(e.getMessage()));
            return null;
        }
    }

    Optional<TokenFile> tokens() {
        return tokens;
    }

    ServerCredentials credentials() throws IOException {
        return config.tlsCertificate().isPresent() && config.tlsKey().isPresent()
                ? TlsServerCredentials.create(
                        config.tlsCertificate().get().toFile(),
                        config.tlsKey().get().toFile())
                : InsecureServerCredentials.create();
    }

    /** On loopback metrics are read without TLS or a token, as Prometheus' exporters are. */
    Web web(ListenAddress address) throws IOException {
        boolean open = address.isLoopback();
        Optional<SSLContext> tls = open || config.tlsCertificate().isEmpty() ? Optional.empty() : Optional.of(tls());
        return new Web(tls, open || tokens.isEmpty() ? header -> true : this::mayReadMetrics);
    }

    private boolean mayReadMetrics(String header) {
        Optional<Role> role = Tokens.fromHeader(header).flatMap(token -> tokens.flatMap(file -> file.roleOf(token)));
        return role.filter(known -> known == Role.VIEWER || known == Role.OPERATOR)
                .isPresent();
    }

    private SSLContext tls() throws IOException {
        try {
            AdvancedTlsX509KeyManager keys = new AdvancedTlsX509KeyManager();
            keys.updateIdentityCredentials(
                    config.tlsCertificate().orElseThrow().toFile(),
                    config.tlsKey().orElseThrow().toFile());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {keys}, null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
