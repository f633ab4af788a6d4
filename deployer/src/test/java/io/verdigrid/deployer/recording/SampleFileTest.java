package io.verdigrid.deployer.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.verdigrid.deployer.judge.Sample;
import java.util.List;
import org.junit.jupiter.api.Test;

class SampleFileTest {
    @Test
    void readsColumnsInAnyOrderAndBothWaysToWriteTimes() {
        List<Sample> samples = SampleFile.read(List.of(
                "host,metric,value,time",
                "w1,latency,12.5,2026-11-24T16:00:00.5Z",
                "",
                "w2,latency,NaN,1795536000.25"));
        assertThat(samples).hasSize(2);
        assertThat(samples.get(0)).isEqualTo(Sample.of("latency", "w1", 1795536000500L, 12.5));
        assertThat(samples.get(1).atMillis()).isEqualTo(1795536000250L);
        assertThat(samples.get(1).value()).isNaN();
    }

    @Test
    void readsWhatItWrites() {
        List<Sample> samples = List.of(
                new Sample("errors", "w1", 1795536000123L, 3, 100), Sample.of("load", "w2", 1795536000000L, 0.25));
        List<String> lines =
                List.of(SampleFile.TITLES, SampleFile.line(samples.get(0)), SampleFile.line(samples.get(1)));
        assertThat(SampleFile.read(lines)).isEqualTo(samples);
    }

    @Test
    void saysWhichLinesAreWrong() {
        assertThatThrownBy(
                        () -> SampleFile.read(List.of("time,metric,host,value", "noon,m,h,1", "1,m,h", "1,m,h,many")))
                .hasMessageContaining("line 2: time 'noon' must be")
                .hasMessageContaining("line 3: 3 values; must be 4")
                .hasMessageContaining("line 4: '1,m,h,many': value and exposure must be numbers");
        assertThatThrownBy(() -> SampleFile.read(List.of("time,host,value")))
                .hasMessageContaining("has no column metric");
    }
}
