package io.verdigrid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.verdigrid.cli.console.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleCommandTest {
    @TempDir
    Path folder;

    private CommandFixture fixture;

    @BeforeEach
    void start() throws IOException {
        fixture = new CommandFixture(folder);
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void addsSamplesToTheFileAndSaysOnceWhatIsMissing() throws IOException {
        Files.writeString(folder.resolve("push.yaml"), """
                hosts: {canary: [w1], control: [w2]}
                metrics:
                  up: {from: {command: "[ {host} = w1 ] && echo 7"}}
                """);
        assertThat(sample()).isEqualTo(Exit.OK);
        assertThat(sample()).isEqualTo(Exit.OK);
        List<String> lines = Files.readAllLines(folder.resolve("push.csv"));
        assertThat(lines.get(0)).isEqualTo("time,metric,host,value,exposure");
        assertThat(lines).hasSize(3);
        assertThat(lines.get(2)).endsWith(",up,w1,7.0,");
        assertThat(fixture.console.err()).contains("verdigrid: up of w2: exit status 1\n");
        assertThat(fixture.console.out()).startsWith("1 samples of 2 hosts and 1 metrics in push.csv\n");
    }

    @Test
    void namesWhatIsWrongWithThePlan() throws IOException {
        Files.writeString(
                folder.resolve("push.yaml"), "hosts: {canary: [w1]}\nmetrics: {a: {from: {http: 1, dns: 2}}}\n");
        assertThat(sample()).isEqualTo(Exit.USAGE);
        assertThat(fixture.console.err()).contains("--plan: push.yaml: metrics.a.from must have one of");
        Files.writeString(folder.resolve("push.yaml"), "hosts: {canary: [w1]}\nmetrics: {a: {}}\n");
        assertThat(sample()).isEqualTo(Exit.USAGE);
        assertThat(fixture.console.err()).contains("no metric has 'from': nothing to measure");
    }

    private int sample() {
        return fixture.run("sample", "--plan", "push.yaml", "--out", "push.csv", "--for", "0s");
    }
}
