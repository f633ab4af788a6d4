package io.verdigrid.deployer.judge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What its users report of the original: the port must do the same. */
class KayentaJudgeTest {
    @Test
    void sevenOfTenOutliersPassAndEightDoNot() {
        double[] control = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
        assertThat(KayentaJudge.high(control, new double[] {100, 100, 100, 100, 100, 100, 100, 1, 1, 1}))
                .isFalse();
        assertThat(KayentaJudge.high(control, new double[] {100, 100, 100, 100, 100, 100, 100, 100, 1, 1}))
                .isTrue();
    }

    @Test
    void sparseErrorsPass() {
        assertThat(KayentaJudge.high(new double[6], new double[] {0, 1, 2, 1, 0, 0}))
                .isFalse();
    }

    @Test
    void theEstimateIsTheMedianOfAllDifferences() {
        // The sixth and the seventh of twelve are 1.1 and 2.05.
        KayentaJudge.Shift shift = KayentaJudge.shift(new double[] {1, 2.1, 3.3, 4.6}, new double[] {3.05, 4.25, 5.7});
        assertThat(shift.estimate()).isBetween(1.1, 2.05);
        assertThat(shift.lower()).isLessThan(shift.estimate());
        assertThat(shift.upper()).isGreaterThan(shift.estimate());
    }

    @Test
    void whatIsTheSamePasses() {
        assertThat(KayentaJudge.high(new double[] {1, 2, 3}, new double[] {1, 2, 3}))
                .isFalse();
    }
}
