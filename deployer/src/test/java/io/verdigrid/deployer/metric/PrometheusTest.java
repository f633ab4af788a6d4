package io.verdigrid.deployer.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.verdigrid.deployer.judge.Sample;
import io.verdigrid.protocol.TimeSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a real Prometheus, whose past is filled in by promtool. */
class PrometheusTest {
    private static final Instant START = Instant.parse("2026-11-24T10:00:00Z");

    @TempDir
    Path folder;

    private Process server;
    private URI address;

    @BeforeEach
    void start() throws Exception {
        assumeTrue(installed("prometheus") && installed("promtool"), "prometheus is not installed: skipped");
        StringBuilder history = new StringBuilder("# TYPE requests counter\n");
        for (String host : List.of("w1:8080", "w2:8080")) {
            // 15 s apart, four hours: 960 points; w2 is twice as busy.
            for (int i = 0; i < 960; i++) {
                history.append("requests_total{instance=\"%s\"} %d %d\n"
                        .formatted(host, i * (host.startsWith("w1") ? 15 : 30), START.getEpochSecond() + 15L * i));
            }
        }
        Files.writeString(folder.resolve("history.txt"), history.append("# EOF\n"));
        Files.writeString(folder.resolve("prometheus.yml"), "global: {scrape_interval: 1h}\n");
        Process filling = process(
                "promtool",
                "tsdb",
                "create-blocks-from",
                "openmetrics",
                "history.txt",
                folder.resolve("data").toString());
        assertThat(filling.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(filling.exitValue()).isZero();
        int port = freePort();
        address = URI.create("http://127.0.0.1:" + port);
        server = process(
                "prometheus",
                "--config.file=prometheus.yml",
                "--storage.tsdb.path=" + folder.resolve("data"),
                "--storage.tsdb.retention.time=100y",
                "--web.listen-address=127.0.0.1:" + port);
        awaitReady();
    }

    @AfterEach
    void stop() throws InterruptedException {
        if (server != null) {
            server.destroyForcibly().waitFor();
        }
    }

    @Test
    void aRangeComesByHostAndNoSampleTwice() throws Exception {
        MetricSource source = source("rate(requests_total[1m])", Duration.ofSeconds(15));
        Instant middle = START.plusSeconds(1800);
        MetricSource.Reading first = source.read(List.of("w1", "w2"), middle, middle.plusSeconds(60));
        MetricSource.Reading second = source.read(List.of("w1", "w2"), middle.plusSeconds(60), middle.plusSeconds(127));
        assertThat(first.problems()).isEmpty();
        assertThat(first.samples()).hasSize(8);
        assertThat(first.samples().stream().filter(s -> s.host().equals("w1")).map(Sample::value))
                .allMatch(value -> Math.abs(value - 1) < 1e-6);
        assertThat(first.samples().stream().filter(s -> s.host().equals("w2")).map(Sample::value))
                .allMatch(value -> Math.abs(value - 2) < 1e-6);
        assertThat(second.samples()).hasSize(8).doesNotContainAnyElementsOf(first.samples());
    }

    @Test
    void moreThanElevenThousandPointsComeInParts() throws Exception {
        MetricSource.Reading reading =
                source("requests_total", Duration.ofSeconds(1)).read(List.of("w1"), START, START.plusSeconds(14_000));
        assertThat(reading.problems()).isEmpty();
        assertThat(reading.samples()).hasSize(14_000);
    }

    @Test
    void aWrongQueryIsSaidInTheServersWordsAndNoSeriesIsNoData() throws Exception {
        assertThat(source("rate(", Duration.ofSeconds(15))
                        .read(List.of("w1"), START, START.plusSeconds(60))
                        .problems())
                .singleElement()
                .asString()
                .startsWith("m: Prometheus answers 400: ")
                .contains("parse error");
        MetricSource.Reading none =
                source("nothing_total", Duration.ofSeconds(15)).read(List.of("w1"), START, START.plusSeconds(60));
        assertThat(none.samples()).isEmpty();
        assertThat(none.problems()).isEmpty();
    }

    private MetricSource source(String query, Duration step) {
        return new Sources(TimeSource.system()).prometheus("m", address, query, "instance", step, null);
    }

    private void awaitReady() throws Exception {
        BufferedReader lines = server.errorReader();
        String line = lines.readLine();
        while (line != null && !line.contains("Server is ready")) {
            line = lines.readLine();
        }
        assertThat(line).as("prometheus became ready").isNotNull();
        // It ends where nobody reads what it says.
        Thread reader = new Thread(() -> lines.lines().forEach(said -> {}), "prometheus says");
        reader.setDaemon(true);
        reader.start();
    }

    private Process process(String... command) throws IOException {
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static boolean installed(String program) {
        return List.of(System.getenv("PATH").split(":")).stream()
                .anyMatch(entry -> Files.isExecutable(Path.of(entry, program)));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
