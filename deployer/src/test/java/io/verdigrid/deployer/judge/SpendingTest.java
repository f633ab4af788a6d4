package io.verdigrid.deployer.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SpendingTest {
    @Test
    void oneLookIsTheOrdinaryTest() {
        assertThat(Spending.boundaries(0.025, 2, 1)[0]).isCloseTo(1.95996, within(1e-4));
    }

    @Test
    void theFirstLookSpendsItsShareAlone() {
        // 0.025 x 0.5 at z = 2.2414.
        assertThat(Spending.boundaries(0.025, 1, 0.5, 1)[0]).isCloseTo(2.2414, within(1e-4));
    }

    @Test
    void whatIsSpentIsTheBudgetAndNoMore() {
        double[] information = {0.1, 0.35, 0.5, 0.8, 1};
        double[] boundaries = Spending.boundaries(0.05, 2, information);
        Random random = new Random(7);
        int crossed = 0;
        int walks = 200_000;
        for (int walk = 0; walk < walks; walk++) {
            double score = 0;
            double then = 0;
            for (int look = 0; look < information.length; look++) {
                score += Math.sqrt(information[look] - then) * random.nextGaussian();
                then = information[look];
                if (score / Math.sqrt(then) >= boundaries[look]) {
                    crossed++;
                    break;
                }
            }
        }
        // Four standard errors.
        assertThat((double) crossed / walks).isCloseTo(0.05, within(0.002));
    }

    @Test
    void aBudgetOfNothingIsNeverCrossed() {
        assertThat(Spending.boundaries(1e-9, 5, 0.001, 1)[0]).isInfinite();
    }

    @Test
    void looksThatShareABaselineHaveMoreInformationEarly() {
        Timing timing = Timing.of(0, Duration.ofMinutes(10), Duration.ofSeconds(10));
        double[] information = Looks.information(timing);
        // 1 / (1/6 + 1/60) of 1 / (1/60 + 1/60).
        assertThat(information[0]).isCloseTo(0.1818, within(1e-4));
        assertThat(information[9]).isEqualTo(1);
    }
}
