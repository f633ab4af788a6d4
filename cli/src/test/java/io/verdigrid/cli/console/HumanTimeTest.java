package io.verdigrid.cli.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HumanTimeTest {
    @Test
    void readsNumbersWithTheirUnits() {
        assertThat(HumanTime.parse("500ms")).isEqualTo(Duration.ofMillis(500));
        assertThat(HumanTime.parse("90s")).isEqualTo(Duration.ofSeconds(90));
        assertThat(HumanTime.parse("5m")).isEqualTo(Duration.ofMinutes(5));
        assertThat(HumanTime.parse("2 h")).isEqualTo(Duration.ofHours(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "m", "-5s", "1.5s", "5 days"})
    void refusesAnythingElseAndSaysWhatIsAllowed(String text) {
        assertThatThrownBy(() -> HumanTime.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "'")
                .hasMessageContaining("90s");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 ms",
        "12, 12 ms",
        "999, 999 ms",
        "1250, 1.25 s",
        "14040, 14.0 s",
        "59949, 59.9 s",
        "125000, 2:05",
        "3725000, 1:02:05"
    })
    void writesThreeFigures(long ms, String text) {
        assertThat(HumanTime.ofMillis(ms)).isEqualTo(text);
    }

    @Test
    void writesFractionsOfAMillisecond() {
        assertThat(HumanTime.ofMicros(250)).isEqualTo("0.25 ms");
    }
}
