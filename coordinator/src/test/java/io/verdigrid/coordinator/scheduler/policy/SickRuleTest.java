package io.verdigrid.coordinator.scheduler.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** What chance may bring, and what it may not. */
final class SickRuleTest {
    private final SickRule rule = SickRule.DEFAULT;

    /** Fisher's lady tasting tea, and figures that can be told by hand. */
    @Test
    void theExactTestGivesKnownFigures() {
        assertThat(ExactTest.atLeast(3, 4, 1, 4)).isCloseTo(17 / 70.0, within(1e-9));
        assertThat(ExactTest.atLeast(4, 4, 0, 4)).isCloseTo(1 / 70.0, within(1e-9));
        assertThat(ExactTest.atLeast(0, 4, 2, 4)).isCloseTo(1, within(1e-9));
        assertThat(ExactTest.atLeast(5, 400_000, 0, 400_000)).isCloseTo(1 / 32.0, within(1e-4));
    }

    @Test
    void failuresOfManyAreNobodysAndFailuresOfOneAreHis() {
        assertThat(rule.failsAlone(10, 10, 50, 0, 500)).isTrue();
        assertThat(rule.failsAlone(10, 10, 50, 60, 500)).isFalse();
        assertThat(rule.failsAlone(10, 2, 50, 0, 500)).as("two classes").isFalse();
        assertThat(rule.failsAlone(4, 4, 10, 0, 5_000)).as("four tests").isFalse();
    }

    private static LogRatios ratios(int count, double times) {
        LogRatios ratios = new LogRatios();
        for (int i = 0; i < count; i++) {
            ratios.add(1_000, Math.round(1_000 * times * (i % 2 == 0 ? 0.7 : 1.4)));
        }
        return ratios;
    }

    @Test
    void slownessMustBeLargeAndSure() {
        assertThat(rule.isSlow(ratios(10, 8), ratios(100, 1))).isTrue();
        assertThat(rule.isSlow(ratios(100, 3), ratios(100, 1)))
                .as("three times")
                .isFalse();
        assertThat(rule.isSlow(ratios(7, 20), ratios(100, 1)))
                .as("seven leases")
                .isFalse();
        assertThat(rule.isSlow(ratios(10, 8), ratios(5, 1)))
                .as("nobody to compare with")
                .isFalse();
    }
}
