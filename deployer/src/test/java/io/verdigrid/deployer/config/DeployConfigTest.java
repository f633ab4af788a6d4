package io.verdigrid.deployer.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.verdigrid.deployer.fleet.Share;
import io.verdigrid.deployer.rollout.Plan;
import io.verdigrid.deployer.target.SshAccess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeployConfigTest {
    private static DeployConfig read(String yaml) {
        return DeployConfig.read(Path.of("/etc/verdigrid/deploy.yaml"), yaml);
    }

    @Test
    void defaultsAreATenthForAMinuteThenAllForFive() {
        DeployConfig config = read("folders: {web-1: hosts/web-1, web-2: /srv/web-2}");
        assertThat(config.plan().steps())
                .containsExactly(
                        new Plan.Step(new Share(10, true), Duration.ofMinutes(1)),
                        new Plan.Step(Share.ALL, Duration.ofMinutes(5)));
        assertThat(config.plan().keep()).isEqualTo(5);
        assertThat(config.plan().hosts()).containsExactly("web-1", "web-2");
        assertThat(((DeployConfig.Folders) config.hosts()).folders())
                .containsEntry("web-1", Path.of("/etc/verdigrid/hosts/web-1"))
                .containsEntry("web-2", Path.of("/srv/web-2"));
        assertThat(config.server().listen()).isEqualTo("127.0.0.1:8471");
    }

    @Test
    void readsEveryKey() {
        DeployConfig config = read("""
                fleet: shop
                listen: 127.0.0.1:0
                folders: {a: a}
                reload: [systemctl, reload, shop]
                reload-timeout: 90s
                baseline: 1m
                look-every: 5s
                lease: 3m
                keep: 7
                tolerate-unreachable: 5%
                probe: {url: 'http://{host}:8080/health', timeout: 2s, failures: 4}
                steps:
                  - {hosts: 1, watch: 30s}
                  - {hosts: 100%, watch: 2m}
                """);
        assertThat(config.fleet()).isEqualTo("shop");
        assertThat(config.reload().command()).isEqualTo(List.of("systemctl", "reload", "shop"));
        assertThat(config.reload().patience()).isEqualTo(Duration.ofSeconds(90));
        assertThat(config.plan().rhythm())
                .isEqualTo(new Plan.Rhythm(Duration.ofMinutes(1), Duration.ofSeconds(5), Duration.ofMinutes(3)));
        assertThat(config.plan().tolerated()).isEqualTo(new Share(5, true));
        assertThat(config.plan().steps().get(0)).isEqualTo(new Plan.Step(new Share(1, false), Duration.ofSeconds(30)));
        assertThat(config.probe())
                .contains(new DeployConfig.Probe("http://{host}:8080/health", Duration.ofSeconds(2), 4));
    }

    @Test
    void readsHostsBehindSsh() {
        DeployConfig config = read("""
                ssh:
                  user: deploy
                  port: 2222
                  path: /srv/{host}
                  identity: key
                  options: [StrictHostKeyChecking=yes]
                  hosts: {web-1: 10.0.0.1, web-2: web2.example.com}
                """);
        SshAccess access = ((DeployConfig.Ssh) config.hosts()).access();
        assertThat(config.plan().hosts()).containsExactly("web-1", "web-2");
        assertThat(access.addresses()).containsEntry("web-2", "web2.example.com");
        assertThat(access.identity()).contains(Path.of("/etc/verdigrid/key"));
        assertThat(access.port()).isEqualTo(2222);
        assertThatThrownBy(() -> read("ssh: {hosts: {a: '-oProxyCommand=x'}, path: srv}"))
                .hasMessageContainingAll(
                        "ssh.path: 'srv' is no absolute path", "ssh.hosts.a: '-oProxyCommand=x' is no address");
    }

    @Test
    void tellsAllProblemsAtOnce() {
        assertThatThrownBy(() -> read("""
                        colour: green
                        keep: 1
                        baseline: soon
                        probe: {path: /health}
                        steps: [{hosts: 10%}]
                        """))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(
                        "/etc/verdigrid/deploy.yaml: colour: there is no such key here; there are baseline,",
                        "keep: '1' is no number from 2 to 1000",
                        "baseline: 'soon' is no duration",
                        "probe.url: is missing",
                        "probe.path: there is no such key here",
                        "folders: names no host",
                        "steps: the last step must have `hosts: 100%`");
    }

    @Test
    void refusesWhatIsNoYaml() {
        assertThatThrownBy(() -> read("a: [")).hasMessageContaining("is not YAML");
        assertThatThrownBy(() -> read("- a")).hasMessageContaining("wanted keys with values");
    }
}
