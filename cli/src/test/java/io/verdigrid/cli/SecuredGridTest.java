package io.verdigrid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.verdigrid.cli.console.Exit;
import io.verdigrid.cli.fakes.FakeConsole;
import io.verdigrid.cli.fakes.FakeInterrupts;
import io.verdigrid.cli.fakes.TestCertificate;
import io.verdigrid.coordinator.CoordinatorConfig;
import io.verdigrid.coordinator.CoordinatorLimits;
import io.verdigrid.coordinator.CoordinatorSecurity;
import io.verdigrid.coordinator.CoordinatorServer;
import io.verdigrid.coordinator.ListenAddress;
import io.verdigrid.protocol.TimeSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Commands against a real coordinator with TLS and tokens. */
@Timeout(60)
class SecuredGridTest {
    private static final String CI = "ci-token-0123456789";
    private static final String VIEWER = "viewer-token-0123456789";
    private static final String WORKER = "worker-token-0123456789";

    @TempDir
    private static Path folder;

    private static CoordinatorServer server;
    private static TestCertificate certificate;

    private FakeConsole console = FakeConsole.plain();

    @BeforeAll
    static void start() throws Exception {
        certificate = TestCertificate.make(folder);
        Path tokens = Files.writeString(
                folder.resolve("tokens"), "ci " + CI + "\nviewer " + VIEWER + "\nworker " + WORKER + "\n");
        Files.setPosixFilePermissions(tokens, PosixFilePermissions.fromString("rw-------"));
        server = CoordinatorServer.start(
                new CoordinatorConfig(
                        folder.resolve("data"),
                        Optional.of(ListenAddress.parse("localhost:0")),
                        Optional.empty(),
                        new CoordinatorSecurity(
                                Optional.of(tokens),
                                Optional.of(certificate.certificate()),
                                Optional.of(certificate.key()),
                                false),
                        CoordinatorLimits.DEFAULT),
                TimeSource.system());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void answersWhoTrustsItAndHasAToken() {
        assertThat(trusting(VIEWER, "builds")).isEqualTo(Exit.OK);
        assertThat(console.out()).isEqualTo("No builds yet.\n");
    }

    @Test
    void refusesAWrongToken() {
        assertThat(trusting("no-such-token", "builds")).isEqualTo(Exit.USAGE);
        assertThat(console.err()).contains("refuses the token").hasLineCount(1);
    }

    @Test
    void refusesWhoSendsNoToken() {
        assertThat(trusting("", "builds")).isEqualTo(Exit.USAGE);
        assertThat(console.err()).contains("none was sent", "VERDIGRID_TOKEN").hasLineCount(1);
    }

    @Test
    void refusesARoleThatMayNot() {
        assertThat(trusting(VIEWER, "cancel", "b1")).isEqualTo(Exit.USAGE);
        assertThat(console.err())
                .contains("a token of role viewer may not call")
                .hasLineCount(1);
    }

    @Test
    void refusesAWorkerWithAnothersToken() {
        assertThat(trusting(CI, "worker", "--data", folder.resolve("w").toString()))
                .isEqualTo(Exit.USAGE);
        assertThat(console.err())
                .contains("refused this worker", "a token of role ci may not call")
                .hasLineCount(1);
    }

    @Test
    void saysAtOnceThatTheCertificateIsNotTrusted() {
        assertThat(run(VIEWER, "builds", "--tls", "--coordinator", address())).isEqualTo(Exit.USAGE);
        assertThat(console.err())
                .contains("a certificate that is not trusted", "--tls-ca FILE")
                .doesNotContain("waited")
                .hasLineCount(1);
    }

    @Test
    void saysThatItMayWantTls() {
        assertThat(run(VIEWER, "builds", "--coordinator", address(), "--connect-timeout", "1s"))
                .isEqualTo(Exit.USAGE);
        assertThat(console.err()).contains("does it want --tls, or not?").hasLineCount(1);
    }

    private int trusting(String token, String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(List.of(
                "--coordinator",
                address(),
                "--tls-ca",
                certificate.certificate().toString()));
        return run(token, all.toArray(String[]::new));
    }

    private static String address() {
        return "localhost:" + server.port();
    }

    private int run(String token, String... args) {
        TimeSource time = TimeSource.system();
        Map<String, String> environment = token.isEmpty() ? Map.of() : Map.of("VERDIGRID_TOKEN", token);
        ProductParts parts = new ProductParts(time, "1");
        Surroundings surroundings = new Surroundings(
                console.console(),
                environment,
                folder,
                time,
                new ProductGrids(parts, environment, time),
                new FakeInterrupts());
        return new Commands(surroundings, parts).execute(args);
    }
}
