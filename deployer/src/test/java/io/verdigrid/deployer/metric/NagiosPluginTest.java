package io.verdigrid.deployer.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.verdigrid.protocol.TimeSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class NagiosPluginTest {
    private static final Path PLUGINS = Path.of("/usr/lib/nagios/plugins");
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Instant NOW = Instant.parse("2026-11-24T16:00:00Z");

    private final Sources sources = new Sources(TimeSource.system());

    @Test
    void readsPerformanceDataAsTheGuidelinesHaveIt() {
        String output = "OK - fine | time=0.5ms;1;2 'it''s free'=80%;@10:20 size=2KB;;;0 n=3c bad=U\nmore | late=1s";
        assertThat(NagiosPlugin.performance(output))
                .containsEntry("time", 0.0005)
                .containsEntry("it's free", 80.0)
                .containsEntry("size", 2000.0)
                .containsEntry("n", 3.0)
                .containsEntry("bad", Double.NaN)
                .containsEntry("late", 1.0)
                .hasSize(6);
    }

    @Test
    void theStatusIsAValueAndUnknownIsNone() throws Exception {
        assertThat(reading("echo fine; exit 0", "").samples().get(0).value()).isZero();
        assertThat(reading("echo full; exit 2", "").samples().get(0).value()).isEqualTo(2);
        assertThat(reading("echo what; exit 3", "").problems())
                .containsExactly("m of h1: exit status 3 is not OK, WARNING or CRITICAL: what");
        assertThat(reading("exit 255", "").problems()).hasSize(1);
    }

    @Test
    void aLabelThatIsNotThereIsNamedWithThoseThatAre() throws Exception {
        assertThat(reading("echo 'OK | a=1 b=2'", "c").problems())
                .containsExactly("m of h1: no value of 'c' in its performance data; there are a, b");
        assertThat(reading("echo 'OK | a=U'", "a").problems()).hasSize(1);
        assertThat(reading("echo 'OK | a=1.2.3'", "a").problems()).hasSize(1);
    }

    @Test
    void realPluginsAreRead() throws Exception {
        assumeTrue(
                Files.isExecutable(PLUGINS.resolve("check_load")),
                "monitoring-plugins-basic is not installed: skipped");
        assertThat(value("check_load -w 500,500,500 -c 900,900,900", "load1")).isNotNegative();
        assertThat(value("check_disk -w 1% -c 1% -p /", "/")).isPositive();
        assertThat(value("check_dummy 1 careful", "")).isEqualTo(1);
        try (LocalPage page = new LocalPage(() -> "hello")) {
            String port = page.host().replaceFirst(".*:", "");
            assertThat(value("check_http -I 127.0.0.1 -p " + port, "time")).isPositive();
            assertThat(value("check_tcp -H 127.0.0.1 -p " + port, "")).isZero();
            page.status = 500;
            assertThat(value("check_http -I 127.0.0.1 -p " + port, "")).isEqualTo(2);
        }
    }

    private double value(String plugin, String label) throws InterruptedException {
        MetricSource.Reading reading = reading(PLUGINS + "/" + plugin, label);
        assertThat(reading.problems()).isEmpty();
        return reading.samples().get(0).value();
    }

    private MetricSource.Reading reading(String command, String label) throws InterruptedException {
        return sources.nagios("m", command, label, LONG).read(List.of("h1"), NOW, NOW);
    }
}
