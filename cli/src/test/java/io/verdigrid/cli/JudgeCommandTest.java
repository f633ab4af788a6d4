package io.verdigrid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.verdigrid.cli.console.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JudgeCommandTest {
    private static final Instant SWITCH = Instant.parse("2026-11-24T16:00:00Z");

    @TempDir
    Path folder;

    private CommandFixture fixture;

    @BeforeEach
    void start() throws IOException {
        fixture = new CommandFixture(folder);
        Files.writeString(folder.resolve("push.yaml"), """
                push: r107847
                switched: 2026-11-24T16:00:00Z
                watch: 5m
                hosts: {canary: [w0, w1, w2]}
                metrics:
                  latency: {worse: higher, margin: 5 %}
                """);
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void aSlowReleaseIsRolledBackAndAGoodOneGoesOn() throws IOException {
        samples(1.2);
        assertThat(judge()).isEqualTo(Exit.RED);
        assertThat(fixture.console.out())
                .startsWith("r107847: ROLL-BACK at look 5 of 5; 3 canaries, 9 control hosts\n")
                .containsPattern(
                        "HARM +latency .* 1 +\\+19\\.0 %, at least \\+16\\.8 %: worse by more than chance explains");
        samples(1);
        assertThat(judge()).isEqualTo(Exit.OK);
        assertThat(fixture.console.out()).contains("r107847: GO at look 5 of 5").containsPattern("SAFE +latency ");
    }

    @Test
    void judgesWithWhatWasKnownThen() throws IOException {
        samples(1.2);
        assertThat(judge("--at", "2026-11-24T16:00:30Z", "--json")).isEqualTo(Exit.OK);
        assertThat(fixture.console.out())
                .contains("\"decision\": \"WAIT\"", "\"verdict\": \"TOO-EARLY\"", "\"looks\": 5", "\"look\": 0,");
    }

    @Test
    void saysHowOftenItAlarmsWhereNothingChanged() throws IOException {
        samples(1.5);
        assertThat(judge("--placebo", "50", "--seed", "3")).isEqualTo(Exit.OK);
        assertThat(fixture.console.out())
                .startsWith("50 pushes that never were (seed 3): 0 would have been rolled back, 0.00 %\n")
                .containsPattern("0\\.00 % +0\\.200 % +latency");
    }

    @Test
    void namesFileKeyAndValueOfWhatIsWrong() throws IOException {
        Files.writeString(folder.resolve("push.csv"), "time,metric,host,value\n1,latency,w0,much\n");
        assertThat(judge()).isEqualTo(Exit.USAGE);
        assertThat(fixture.console.err()).contains("--samples: push.csv: line 2: '1,latency,w0,much'");
        samples(1);
        Files.writeString(folder.resolve("push.yaml"), "switched: noon\nhosts: {canary: [w0]}\nmetrics: {a: {}}");
        assertThat(judge()).isEqualTo(Exit.USAGE);
        assertThat(fixture.console.err()).contains("--plan: push.yaml: switched: 'noon' must be a moment");
        assertThat(fixture.run("judge", "--plan", "push.yaml", "--samples", "none.csv"))
                .isEqualTo(Exit.USAGE);
        assertThat(fixture.console.err()).contains("none.csv: no such file");
    }

    private int judge(String... more) {
        String[] args = new String[5 + more.length];
        System.arraycopy(new String[] {"judge", "--samples", "push.csv", "--plan", "push.yaml"}, 0, args, 0, 5);
        System.arraycopy(more, 0, args, 5, more.length);
        return fixture.run(args);
    }

    /** Twelve hosts, a quarter of an hour before the switch and five minutes since; the canaries' level times this. */
    private void samples(double factor) throws IOException {
        Random random = new Random(1);
        StringBuilder csv = new StringBuilder("time,metric,host,value\n");
        for (int step = -90; step < 30; step++) {
            for (int host = 0; host < 12; host++) {
                double level = 100 * (1 + 0.02 * random.nextGaussian()) * (host < 3 && step >= 0 ? factor : 1);
                csv.append(String.format(
                        Locale.ROOT, "%s,latency,w%d,%.3f%n", SWITCH.plusSeconds(10L * step), host, level));
            }
        }
        Files.writeString(folder.resolve("push.csv"), csv);
    }
}
