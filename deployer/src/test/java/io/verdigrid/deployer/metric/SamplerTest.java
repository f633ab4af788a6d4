package io.verdigrid.deployer.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.verdigrid.deployer.judge.Sample;
import io.verdigrid.protocol.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SamplerTest {
    private static final long NOW = 1_795_536_003_000L;

    private final List<String> asked = new ArrayList<>();

    @Test
    void asksEachStepForWhatCameSinceTheLastAndFirstForThePast() throws Exception {
        MetricSource source = new MetricSource() {
            @Override
            public String metric() {
                return "m";
            }

            @Override
            public Reading read(List<String> hosts, Instant after, Instant until) {
                asked.add((after.toEpochMilli() - NOW) / 1000 + " to " + (until.toEpochMilli() - NOW) / 1000);
                return new Reading(List.of(Sample.of("m", hosts.get(0), until.toEpochMilli(), 1)), List.of("careful"));
            }
        };
        List<MetricSource.Reading> taken = new ArrayList<>();
        new Sampler(List.of(source), List.of("h1"), Duration.ofSeconds(10), new LeapingTime())
                .sample(Duration.ofSeconds(25), Duration.ofMinutes(1), taken::add);
        assertThat(asked).containsExactly("-60 to 0", "0 to 7", "7 to 17");
        assertThat(taken).hasSize(3).allMatch(reading -> reading.problems().equals(List.of("careful")));
    }

    /** Every wait is over at once. */
    private static final class LeapingTime implements TimeSource {
        private long now = NOW;

        @Override
        public long epochMillis() {
            return now;
        }

        @Override
        public long nanos() {
            return now * 1_000_000;
        }

        @Override
        public void sleep(Duration duration) {
            now += duration.toMillis();
        }
    }
}
