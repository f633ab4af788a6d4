package io.verdigrid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.verdigrid.cli.console.Exit;
import io.verdigrid.cli.fakes.FakeConsole;
import io.verdigrid.cli.fakes.FakeInterrupts;
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

/** `verdigrid trunk` against a real coordinator with tokens; each test has a branch of its own. */
@Timeout(60)
class TrunkCommandTest {
    private static final String VIEWER = "viewer-token-0123456789";
    private static final String OPERATOR = "operator-token-0123456789";
    private static final String DEPLOYER = "deployer-token-0123456789";

    @TempDir
    private static Path folder;

    private static CoordinatorServer server;

    private FakeConsole console = FakeConsole.plain();

    @BeforeAll
    static void start() throws Exception {
        Path tokens = Files.writeString(
                folder.resolve("tokens"),
                "viewer " + VIEWER + "\noperator " + OPERATOR + "\ndeployer " + DEPLOYER + "\n");
        Files.setPosixFilePermissions(tokens, PosixFilePermissions.fromString("rw-------"));
        server = CoordinatorServer.start(
                new CoordinatorConfig(
                        folder.resolve("data"),
                        Optional.of(ListenAddress.parse("localhost:0")),
                        Optional.empty(),
                        new CoordinatorSecurity(Optional.of(tokens), Optional.empty(), Optional.empty(), false),
                        CoordinatorLimits.DEFAULT),
                TimeSource.system());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aPersonBlocksAndOpens() {
        assertThat(run(OPERATOR, "block", "--branch", "a", "--reason", "demo at noon", "--by", "ada", "--for", "2h"))
                .isEqualTo(Exit.OK);
        assertThat(console.out())
                .startsWith("a BLOCKED\n  demo at noon (person:")
                .contains("by ada, ends in ");
        assertThat(run(VIEWER, "status", "--branch", "a", "--check")).isEqualTo(Exit.RED);
        assertThat(run(VIEWER, "status", "--branch", "elsewhere", "--check")).isEqualTo(Exit.OK);

        assertThat(run(DEPLOYER, "open", "--branch", "a", "--by", "bob", "--reason", "over"))
                .isEqualTo(Exit.OK);
        assertThat(run(VIEWER, "status", "--branch", "a", "--check")).isEqualTo(Exit.OK);
        assertThat(console.out()).matches("a OPEN, opened .* ago by bob: over\n");
    }

    @Test
    void jsonHasEveryField() {
        run(OPERATOR, "block", "--branch", "j", "--suite", "shop", "--reason", "r", "--by", "ada", "--key", "k");
        assertThat(run(VIEWER, "status", "--branch", "j", "--json")).isEqualTo(Exit.OK);
        assertThat(console.out())
                .contains(
                        "\"branch\": \"j\"",
                        "\"suite\": \"shop\"",
                        "\"state\": \"BLOCKED\"",
                        "\"key\": \"k\"",
                        "\"cause\": \"person\"",
                        "\"untilMs\": 0");
    }

    @Test
    void aViewerMayOnlyLook() {
        assertThat(run(VIEWER, "block", "--branch", "b", "--reason", "no")).isEqualTo(Exit.USAGE);
        assertThat(console.err())
                .contains("a token of role viewer may not call", "operator, deployer")
                .hasLineCount(1);
    }

    @Test
    void saysWhatIsMissing() {
        assertThat(run(OPERATOR, "block", "--branch", "b")).isEqualTo(Exit.USAGE);
        assertThat(console.err()).contains("--reason");
        assertThat(run(OPERATOR, "block", "--reason", "here git knows no branch"))
                .isEqualTo(Exit.USAGE);
        assertThat(console.err()).contains("--branch is missing").hasLineCount(1);
    }

    private int run(String token, String action, String... args) {
        console = FakeConsole.plain();
        List<String> all = new ArrayList<>(List.of("trunk", action));
        all.addAll(List.of(args));
        all.addAll(List.of("--coordinator", "localhost:" + server.port()));
        TimeSource time = TimeSource.system();
        Map<String, String> environment = Map.of("VERDIGRID_TOKEN", token);
        ProductParts parts = new ProductParts(time, "1");
        Surroundings surroundings = new Surroundings(
                console.console(),
                environment,
                folder,
                time,
                new ProductGrids(parts, environment, time),
                new FakeInterrupts());
        return new Commands(surroundings, parts).execute(all.toArray(String[]::new));
    }
}
