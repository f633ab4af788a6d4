package io.verdigrid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.verdigrid.cli.console.Exit;
import io.verdigrid.deployer.DeployerDaemon;
import io.verdigrid.deployer.config.DeployConfig;
import io.verdigrid.protocol.TimeSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of a push against a real deployer on a fleet of folders. */
class PushCommandsTest {
    @TempDir
    Path folder;

    private final List<Path> hosts = new ArrayList<>();
    private DeployerDaemon daemon;
    private CommandFixture fixture;

    @BeforeEach
    void start() throws IOException {
        StringBuilder folders = new StringBuilder();
        for (int i = 1; i <= 4; i++) {
            Path host = Files.createDirectories(folder.resolve("host-" + i));
            hosts.add(host);
            folders.append("  host-").append(i).append(": ").append(host).append('\n');
        }
        String yaml = "fleet: shop\nlisten: 127.0.0.1:0\nlook-every: 50ms\nbaseline: 0s\n"
                + "steps: [{hosts: 1, watch: 100ms}, {hosts: 100%, watch: 100ms}]\n"
                + "reload: [sh, -c, 'test ! -e current/broken']\nfolders:\n" + folders;
        daemon = DeployerDaemon.start(
                DeployConfig.read(folder.resolve("deploy.yaml"), yaml), folder.resolve("data"), TimeSource.system());
        fixture = new CommandFixture(folder);
        fixture.environment.put("VERDIGRID_DEPLOYER", "127.0.0.1:" + daemon.port());
        fixture.environment.put("USER", "ann");
    }

    @AfterEach
    void end() {
        fixture.close();
        daemon.close();
    }

    private String artifact(String name) throws IOException {
        return Files.writeString(folder.resolve(name), name).toString();
    }

    private void push(String name, int status) throws IOException {
        int ended = fixture.run(
                "push", "start", "--artifact", artifact(name), "--emergency", "--reason", "no grid yet", "--revision",
                name, "--wait");
        assertThat(ended).as(fixture.console.err()).isEqualTo(status);
    }

    @Test
    void pushGoesToAllHostsAndBackWithOops() throws Exception {
        push("one", Exit.OK);
        push("two", Exit.OK);
        assertThat(hosts).allSatisfy(host -> assertThat(host.resolve("current").resolve("two")).hasContent("two"));
        assertThat(fixture.console.err()).contains("EMERGENCY: push 2", "push 2: DONE");
        assertThat(fixture.run("oops", "--reason", "typo")).isEqualTo(Exit.OK);
        assertThat(fixture.run("push", "status", "--wait")).isEqualTo(Exit.RED);
        assertThat(fixture.console.out()).contains("why: stopped by ann: typo", "EMERGENCY: no grid yet");
        assertThat(hosts).allSatisfy(host -> assertThat(host.resolve("current").resolve("one")).hasContent("one"));
        assertThat(fixture.run("push", "fleet")).isEqualTo(Exit.OK);
        assertThat(fixture.console.out()).containsPattern("host-4 +one-[0-9a-f]{12} +- +one-");
        assertThat(fixture.run("push", "history")).isEqualTo(Exit.OK);
        assertThat(fixture.console.out()).containsPattern("2 +two-[0-9a-f]{12} +ROLLED-BACK .* stopped by ann: typo");
    }

    @Test
    void releaseThatDoesNotStartComesBackByItself() throws Exception {
        push("one", Exit.OK);
        push("broken", Exit.RED);
        assertThat(hosts).allSatisfy(host -> assertThat(host.resolve("current").resolve("one")).hasContent("one"));
        assertThat(fixture.console.err()).contains("push 2: ROLLED-BACK (could not be switched to on host-1 (the reload hook");
        assertThat(fixture.run("push", "start", "--artifact", artifact("broken"), "--emergency", "--reason", "x", "--revision", "broken"))
                .isEqualTo(Exit.USAGE);
        assertThat(fixture.console.err()).contains("was rolled back (could not be switched to");
    }

    @Test
    void nothingGoesOutWithoutACertificateOrAWord() throws Exception {
        assertThat(fixture.run("push", "start", "--artifact", artifact("one"))).isEqualTo(Exit.USAGE);
        assertThat(fixture.console.err()).contains("a push needs the artifact's green certificate, or --emergency");
        assertThat(fixture.run("push", "start", "--artifact", artifact("one"), "--emergency")).isEqualTo(Exit.USAGE);
        assertThat(fixture.console.err()).contains("an emergency needs a reason");
        assertThat(fixture.run("push", "status")).isEqualTo(Exit.USAGE);
        assertThat(fixture.run("push", "abort")).isEqualTo(Exit.USAGE);
        assertThat(fixture.console.err()).contains("there is no push");
        assertThat(fixture.run("push")).isEqualTo(Exit.USAGE);
    }

    @Test
    void wrongConfigurationEndsTheDeployerWithEachProblem() throws Exception {
        Path config = Files.writeString(folder.resolve("wrong.yaml"), "folder: x\nlisten: here\nfolders: {a: a}\n");
        assertThat(fixture.run("deployer", "--config", config.toString())).isEqualTo(Exit.USAGE);
        assertThat(fixture.console.err()).contains("wrong.yaml: folder: there is no such key here");
        assertThat(fixture.run("deployer", "--config", "nowhere.yaml")).isEqualTo(Exit.USAGE);
        assertThat(fixture.console.err()).contains("there is no such file");
    }
}
