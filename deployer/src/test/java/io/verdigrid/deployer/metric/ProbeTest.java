package io.verdigrid.deployer.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.verdigrid.deployer.judge.Sample;
import io.verdigrid.protocol.TimeSource;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProbeTest {
    private static final Instant NOW = Instant.parse("2026-11-24T16:00:00Z");
    private static final Duration LONG = Duration.ofSeconds(20);

    private final Sources sources = new Sources(TimeSource.system());

    @Test
    void pagesAnswerTakeTimeAndFail() throws Exception {
        try (LocalPage page = new LocalPage(() -> "hello")) {
            List<String> hosts = List.of(page.host());
            assertThat(value(sources.http("up", "http://{host}/", "answering", LONG), hosts))
                    .isEqualTo(1);
            assertThat(value(sources.http("ms", "http://{host}/", "latency", LONG), hosts))
                    .isPositive();
            assertThat(value(sources.http("bad", "http://{host}/", "error", LONG), hosts))
                    .isZero();
            page.status = 404;
            assertThat(value(sources.http("bad", "http://{host}/", "error", LONG), hosts))
                    .isZero();
            page.status = 503;
            assertThat(value(sources.http("bad", "http://{host}/", "error", LONG), hosts))
                    .isEqualTo(1);
            assertThat(value(sources.http("up", "http://{host}/", "answering", LONG), hosts))
                    .isZero();
        }
        assertThatThrownBy(() -> sources.http("m", "http://{host}/", "size", LONG))
                .hasMessageContaining("must be one of answering, latency, error");
    }

    @Test
    void aPageThatIsAwayIsNotAnsweringAndHasNoLatency() throws Exception {
        List<String> gone = List.of(goneHost());
        assertThat(value(sources.http("up", "http://{host}/", "answering", LONG), gone))
                .isZero();
        MetricSource.Reading reading =
                sources.http("ms", "http://{host}/", "latency", LONG).read(gone, NOW, NOW);
        assertThat(reading.samples()).isEmpty();
        assertThat(reading.problems()).singleElement().asString().contains("does not answer");
    }

    @Test
    void aCommandPrintsANumberForEachHost() throws Exception {
        MetricSource.Reading reading =
                sources.command("m", "h={host}; echo ${#h}", LONG).read(List.of("a", "bcd"), NOW, NOW);
        assertThat(reading.samples())
                .containsExactly(
                        Sample.of("m", "a", NOW.toEpochMilli(), 1), Sample.of("m", "bcd", NOW.toEpochMilli(), 3));
        assertThat(problem("echo many")).isEqualTo("m of h1: 'many' must be one number");
        assertThat(problem("echo 1; exit 4")).isEqualTo("m of h1: exit status 4");
    }

    @Test
    void aCommandThatHangsIsKilledWithItsChildren() throws Exception {
        MetricSource.Reading reading = sources.command("m", "sleep 600 & sleep 600; echo 1", Duration.ofMillis(200))
                .read(List.of("h1"), NOW, NOW);
        assertThat(reading.problems()).singleElement().asString().contains("took longer than 200 ms, and was killed");
        // A killed process is gone a moment later.
        assertThat(ProcessHandle.current()
                        .descendants()
                        .filter(process ->
                                process.info().commandLine().orElse("").contains("sleep 600")))
                .allSatisfy(process -> assertThat(process.onExit()).succeedsWithin(Duration.ofSeconds(20)));
    }

    @Test
    void aCommandThatFloodsIsCut() throws Exception {
        assertThat(problem("yes | head -c 3000000")).contains("must be one number");
    }

    @Test
    void aHostThatWouldBeACommandIsRefused() throws Exception {
        MetricSource.Reading reading =
                sources.command("m", "echo {host}", LONG).read(List.of("a;reboot", "$(id)", "-o"), NOW, NOW);
        assertThat(reading.samples()).isEmpty();
        assertThat(reading.problems()).hasSize(3).allMatch(problem -> problem.contains("is no name of a host"));
    }

    @Test
    void namesAreFoundOrNot() throws Exception {
        assertThat(value(sources.dns("dns"), List.of("localhost"))).isNotNegative();
        assertThat(sources.dns("dns").read(List.of("nowhere.invalid"), NOW, NOW).problems())
                .containsExactly("dns of nowhere.invalid: the name 'nowhere.invalid' is not found");
    }

    private String problem(String command) throws InterruptedException {
        return sources.command("m", command, LONG)
                .read(List.of("h1"), NOW, NOW)
                .problems()
                .get(0);
    }

    private static double value(MetricSource source, List<String> hosts) throws InterruptedException {
        MetricSource.Reading reading = source.read(hosts, NOW, NOW);
        assertThat(reading.problems()).isEmpty();
        return reading.samples().get(0).value();
    }

    /** Where a server just was. */
    private static String goneHost() throws IOException {
        try (LocalPage page = new LocalPage(() -> "")) {
            return page.host();
        }
    }
}
