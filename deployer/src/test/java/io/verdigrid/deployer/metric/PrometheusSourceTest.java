package io.verdigrid.deployer.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.verdigrid.deployer.judge.Sample;
import io.verdigrid.protocol.TimeSource;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Answers that a real server gives rarely. */
class PrometheusSourceTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_795_536_005);

    private String answer = "";

    @Test
    void valuesThatAreNoneAreLeftOutAndPortsToo() throws Exception {
        answer = """
                {"status": "success", "data": {"resultType": "matrix", "result": [
                  {"metric": {"instance": "w1:9100"}, "values": [[1795535990, "1.5"], [1795536000, "NaN"]]},
                  {"metric": {"instance": "w2"}, "values": [[1795536000, "+Inf"], [1795536000.5, "2"]]},
                  {"metric": {"instance": "other"}, "values": [[1795536000, "3"]]}]}}
                """;
        MetricSource.Reading reading = read();
        assertThat(reading.problems()).isEmpty();
        assertThat(reading.samples())
                .containsExactly(
                        Sample.of("m", "w1", 1_795_535_990_000L, 1.5), Sample.of("m", "w2", 1_795_536_000_500L, 2));
    }

    @Test
    void twoSeriesOfAHostAreAProblemWithItsRemedy() throws Exception {
        answer = """
                {"status": "success", "data": {"result": [
                  {"metric": {"instance": "w1", "le": "1"}, "values": []},
                  {"metric": {"instance": "w1", "le": "2"}, "values": []}]}}
                """;
        assertThat(read().problems())
                .containsExactly("m: more than one series of w1: add 'by (instance)' to the query");
    }

    @Test
    void whatTheServerSaysIsSaid() throws Exception {
        answer = "{\"status\": \"error\", \"errorType\": \"bad_data\", \"error\": \"parse error\"}";
        assertThat(read().problems()).containsExactly("m: Prometheus answers 200: parse error");
        answer = "<html>";
        assertThat(read().problems()).singleElement().asString().contains("does not answer as Prometheus does");
    }

    private MetricSource.Reading read() throws IOException, InterruptedException {
        try (LocalPage page = new LocalPage(() -> answer)) {
            return new Sources(TimeSource.system())
                    .prometheus("m", URI.create("http://" + page.host()), "q", "instance", Duration.ofSeconds(5), null)
                    .read(List.of("w1", "w2"), NOW.minusSeconds(60), NOW);
        }
    }
}
