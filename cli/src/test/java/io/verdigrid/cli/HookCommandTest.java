package io.verdigrid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.verdigrid.cli.console.Exit;
import io.verdigrid.cli.fakes.FakeConsole;
import io.verdigrid.cli.fakes.FakeInterrupts;
import io.verdigrid.cli.fakes.GitFolder;
import io.verdigrid.coordinator.CoordinatorConfig;
import io.verdigrid.coordinator.CoordinatorLimits;
import io.verdigrid.coordinator.CoordinatorSecurity;
import io.verdigrid.coordinator.CoordinatorServer;
import io.verdigrid.coordinator.ListenAddress;
import io.verdigrid.protocol.TimeSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The hook in a real repository that is really pushed to, with the command as a process and a real coordinator. */
@Timeout(120)
class HookCommandTest {
    private static final String OPERATOR = "operator-token-0123456789";
    private static final String VIEWER = "viewer-token-0123456789";

    @TempDir
    Path folder;

    private FakeConsole console = FakeConsole.plain();
    private CoordinatorServer server;
    private String address;
    private GitFolder clone;

    @BeforeEach
    void start() throws Exception {
        GitFolder.init(folder.resolve("shop.git"), "--bare");
        clone = GitFolder.init(folder.resolve("clone"));
        clone.ok("remote", "add", "origin", folder.resolve("shop.git").toString());
        clone.commit("a", "1", "first");
        clone.ok("push", "-q", "origin", "main");
        server = CoordinatorServer.start(
                new CoordinatorConfig(
                        folder.resolve("data"),
                        Optional.of(ListenAddress.parse("127.0.0.1:0")),
                        Optional.empty(),
                        new CoordinatorSecurity(
                                Optional.of(file("tokens", "operator " + OPERATOR + "\nviewer " + VIEWER + "\n")),
                                Optional.empty(),
                                Optional.empty(),
                                false),
                        CoordinatorLimits.DEFAULT),
                TimeSource.system());
        address = "127.0.0.1:" + server.port();
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void refusesPushesToABlockedBranchUntilItIsOpened() throws Exception {
        install("closed");
        run("trunk", "block", "--branch", "main", "--reason", "the demo is at noon", "--by", "ada");
        clone.commit("a", "2", "second");
        assertThat(clone.run("push", "-q", "origin", "main")).satisfies(push -> {
            assertThat(push.status()).isNotZero();
            assertThat(push.text())
                    .contains("main is BLOCKED", "the demo is at noon", "by ada", "pre-receive hook declined")
                    .doesNotContain(VIEWER);
        });
        clone.ok("push", "-q", "origin", "main:feature");
        run("trunk", "open", "--branch", "main");
        clone.ok("push", "-q", "origin", "main");
    }

    @Test
    void failsOpenOrClosedAsToldWhileTheCoordinatorIsAway() throws Exception {
        install("closed");
        server.close();
        clone.commit("a", "2", "second");
        assertThat(clone.run("push", "-q", "origin", "main")).satisfies(push -> {
            assertThat(push.status()).isNotZero();
            assertThat(push.text()).contains("no coordinator answers at " + address, "so the push is refused");
        });
        install("open");
        assertThat(clone.run("push", "-q", "origin", "main")).satisfies(push -> {
            assertThat(push.status()).isZero();
            assertThat(push.text()).contains("so the push goes through");
        });
    }

    @Test
    void replacesOnlyItsOwnHook() throws Exception {
        Path hook = folder.resolve("shop.git/hooks/pre-receive");
        Files.createDirectories(hook.getParent());
        Files.writeString(hook, "#!/bin/sh\nexit 0\n");
        assertThat(tryInstall("open")).isEqualTo(Exit.USAGE);
        assertThat(console.err()).contains("is there already, and not ours").hasLineCount(1);
        assertThat(Files.readString(hook)).isEqualTo("#!/bin/sh\nexit 0\n");
    }

    @Test
    void printsAScriptWithoutTheToken() {
        assertThat(run("hook", "print", "--coordinator", address, "--program", "/opt/my tools/verdigrid"))
                .isEqualTo(Exit.OK);
        assertThat(console.out())
                .startsWith("#!/bin/sh\n")
                .endsWith("exec '/opt/my tools/verdigrid' hook check --coordinator " + address + " --when-away open\n");
        assertThat(run("hook", "print")).isEqualTo(Exit.USAGE);
        assertThat(console.err()).contains("--coordinator is missing").hasLineCount(1);
        assertThat(run("hook", "print", "--coordinator", address, "--token", "secret"))
                .isEqualTo(Exit.USAGE);
        assertThat(console.err()).contains("--token-file").doesNotContain("secret");
    }

    private void install(String whenAway) throws Exception {
        assertThat(tryInstall(whenAway)).as(console.err()).isEqualTo(Exit.OK);
    }

    private int tryInstall(String whenAway) throws Exception {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Path program = file(
                "verdigrid",
                "#!/bin/sh\nexec " + java + " -XX:TieredStopAtLevel=1 -cp '" + System.getProperty("java.class.path")
                        + "' io.verdigrid.cli.Main \"$@\"\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        return run(
                "hook",
                "install",
                "--repository",
                "shop.git",
                "--coordinator",
                address,
                "--when-away",
                whenAway,
                "--program",
                program.toString(),
                "--token-file",
                file("viewer-token", VIEWER + "\n").toString());
    }

    private Path file(String name, String content) throws Exception {
        Path file = folder.resolve(name);
        Files.writeString(file, content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file;
    }

    private int run(String... args) {
        console = FakeConsole.plain();
        TimeSource time = TimeSource.system();
        boolean hook = args[0].equals("hook");
        Map<String, String> environment = hook ? Map.of() : Map.of("VERDIGRID_TOKEN", OPERATOR);
        List<String> all = new java.util.ArrayList<>(List.of(args));
        if (!hook) {
            all.addAll(List.of("--coordinator", address));
        }
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
