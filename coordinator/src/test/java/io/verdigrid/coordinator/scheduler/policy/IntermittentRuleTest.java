package io.verdigrid.coordinator.scheduler.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.verdigrid.coordinator.model.JudgingPolicy;
import io.verdigrid.coordinator.model.Outcome;
import io.verdigrid.coordinator.model.TestPast;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a test is run again because of what is known of it. */
final class IntermittentRuleTest {
    private final IntermittentRule rule = new IntermittentRule(JudgingPolicy.DEFAULT, true);

    private static TestPast known(double rate) {
        return new TestPast(true, rate, 0, false);
    }

    /** R and P, in the order of the attempts; L was lost. */
    private static Trials trials(String attempts) {
        Trials trials = Trials.NONE;
        for (int i = 0; i < attempts.length(); i++) {
            char c = attempts.charAt(i);
            trials = trials.plus(c == 'P' ? Outcome.PASSED : c == 'R' ? Outcome.FAILED : Outcome.LOST);
        }
        return trials;
    }

    @ParameterizedTest
    @CsvSource({
        // 0.01 once is likely enough, twice is not.
        "0.01, R, true",
        "0.01, RR, false",
        "0.0005, R, false",
        "0.1, RRR, true",
        "0.1, RRRR, false",
        // At most five times more, however often it fails.
        "0.9, RRRRR, true",
        "0.9, RRRRRR, false",
        "0.5, RP, false",
        "0.5, RLR, true",
        "0.5, P, false"
    })
    void aKnownOneRunsAgainWhileItsFailuresAreLikelyByItsOwnRate(double rate, String attempts, boolean again) {
        assertThat(rule.asksForMore(known(rate), trials(attempts))).isEqualTo(again);
        assertThat(rule.isRegression(known(rate), trials(attempts))).isFalse();
    }

    @ParameterizedTest
    // phyper in R: 1 - phyper(f - 1, 20, m, f)
    @CsvSource({"100, 3", "200, 2", "1979, 2", "1981, 1", "0, 21"})
    void asManyRedsMakeARegressionAsFishersTestSays(int cleanRuns, int reds) {
        assertThat(rule.needed(cleanRuns)).isEqualTo(reds);
    }

    @Test
    void aNewlyIntermittentOneRunsTwentyTimesMoreOrUntilItIsDecided() {
        TestPast past = TestPast.clean(200);
        assertThat(rule.asksForMore(past, trials("R"))).isFalse();
        assertThat(rule.asksForMore(past, trials("RP"))).isTrue();
        // Two of twenty are needed, so that nineteen passes leave too few.
        assertThat(rule.asksForMore(past, trials("RP" + "P".repeat(18)))).isTrue();
        assertThat(rule.asksForMore(past, trials("RP" + "P".repeat(19)))).isFalse();
        assertThat(rule.asksForMore(past, trials("RPPR"))).isTrue();
        assertThat(rule.isRegression(past, trials("RPPR"))).isFalse();
        assertThat(rule.asksForMore(past, trials("RPPRR"))).isFalse();
        assertThat(rule.isRegression(past, trials("RPPRR"))).isTrue();
    }

    @Test
    void withoutACleanPastNobodyKnows() {
        assertThat(rule.asksForMore(TestPast.clean(99), trials("RP"))).isFalse();
        assertThat(rule.asksForMore(TestPast.NONE, trials("RPRRRRR"))).isFalse();
        assertThat(rule.isRegression(TestPast.clean(99), trials("RPRRRRR"))).isFalse();
        assertThat(rule.asksForMore(new TestPast(false, 0, 500, true), trials("RP")))
                .isFalse();
    }

    @Test
    void aBuildWithoutRetestsRunsNothingAgain() {
        IntermittentRule none = new IntermittentRule(JudgingPolicy.DEFAULT, false);
        assertThat(none.asksForMore(known(0.5), trials("R"))).isFalse();
    }
}
