package io.verdigrid.coordinator.judging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The judge beside naive rules, on published failure rates; with {@code -Dverdigrid.table=FILE} it writes the table, too. */
final class ReplayTest {
    private static final long SEED = Long.getLong("verdigrid.seed", 1);

    @ParameterizedTest
    @EnumSource(Rates.class)
    void letsNoBrokenTestThroughAndReleasesFewerTooEarly(Rates rates) {
        Replay.Tally ours = Replay.run(rates, Rule.Verdigrid::new, SEED);
        Replay.Tally naive = Replay.run(rates, Rule.TwentyClean::new, SEED);
        assertThat(ours.brokenThrough).as("seed %d", SEED).isZero();
        assertThat(naive.brokenThrough).isPositive();
        assertThat(ours.premature).isLessThan(naive.premature / 8);
        assertThat(ours.changesThrough).isLessThan(naive.changesThrough);
        assertThat(ours.blockedWrongly).isLessThan(Replay.run(rates, Rule.OneRetest::new, SEED).blockedWrongly);
    }

    @Test
    void writesTheTableOfTheMeasurements() throws IOException {
        List<String> lines = new ArrayList<>();
        for (Rates rates : Rates.values()) {
            lines.add(Replay.run(rates, Rule.OneRetest::new, SEED).row(rates + ", one retest"));
            lines.add(Replay.run(rates, Rule.TwentyClean::new, SEED).row(rates + ", 20 clean runs"));
            lines.add(Replay.run(rates, Rule.Verdigrid::new, SEED).row(rates + ", Verdigrid"));
            lines.add(Replay.run(rates, () -> new Rule.Verdigrid(0.25), SEED)
                    .row(rates + ", Verdigrid, what fails more often than 1 in 4 in quarantine"));
        }
        assertThat(lines).hasSize(8);
        String table = System.getProperty("verdigrid.table", "");
        if (!table.isEmpty()) {
            Files.write(Path.of(table), lines);
        }
    }
}
