package io.verdigrid.coordinator.store.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The interval against the equation that defines it: each bound is a rate from which the observed one is z errors away. */
final class WilsonIntervalTest {
    private static final double Z = 1.959963984540054;

    @ParameterizedTest
    @CsvSource({"1, 2", "1, 10", "81, 263", "199, 200", "3, 1000000"})
    void eachBoundIsZErrorsFromTheObservedRate(int passes, int runs) {
        WilsonInterval interval = WilsonInterval.of(passes, runs);
        double rate = (double) passes / runs;

        for (double bound : new double[] {interval.low(), interval.high()}) {
            double error = Math.sqrt(bound * (1 - bound) / runs);
            assertThat(Math.abs(rate - bound) / error).isCloseTo(Z, within(1e-6));
        }
        assertThat(interval.low()).isLessThan(rate);
        assertThat(interval.high()).isGreaterThan(rate);
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 0, 1", "0, 20, 0, 0.161125", "20, 20, 0.838875, 1"})
    void theEnds(int passes, int runs, double low, double high) {
        WilsonInterval interval = WilsonInterval.of(passes, runs);

        assertThat(interval.low()).isCloseTo(low, within(1e-6));
        assertThat(interval.high()).isCloseTo(high, within(1e-6));
    }
}
