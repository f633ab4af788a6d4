package io.verdigrid.coordinator.scheduler.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.verdigrid.coordinator.model.JudgingPolicy;
import io.verdigrid.coordinator.model.Outcome;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The small rules. */
final class PolicyTest {
    private static final IntermittentRule NO_PAST = new IntermittentRule(JudgingPolicy.DEFAULT, true);

    @Test
    void requirementsAskForKeysOrForKeysWithAValue() {
        Map<String, String> labels = Map.of("os", "linux", "db", "");
        assertThat(new Requirements(List.of()).fits(labels)).isTrue();
        assertThat(new Requirements(List.of("os=linux", "db")).fits(labels)).isTrue();
        assertThat(new Requirements(List.of("db=")).fits(labels)).isTrue();
        assertThat(new Requirements(List.of("os=mac")).fits(labels)).isFalse();
        assertThat(new Requirements(List.of("gpu")).fits(labels)).isFalse();
    }

    @Test
    void batchesShrinkTowardsTheEnd() {
        BatchSizer sizer = new BatchSizer(10_000);
        assertThat(sizer.target(10_000_000, 64)).isEqualTo(10_000);
        assertThat(sizer.target(256_000, 64)).isEqualTo(1_000);
        assertThat(sizer.target(100, 64)).isZero();
        assertThat(sizer.target(100, 0)).isEqualTo(25);
    }

    @Test
    void onlyRedsWithinTheirNumberAreRetested() {
        RetestRule rule = new RetestRule(2, 50, NO_PAST);
        assertThat(rule.asksForRetest(1, Outcome.CRASHED)).isTrue();
        assertThat(rule.asksForRetest(2, Outcome.FAILED)).isTrue();
        assertThat(rule.asksForRetest(3, Outcome.FAILED)).isFalse();
        assertThat(rule.asksForRetest(1, Outcome.LOST)).isFalse();
        assertThat(rule.asksForRetest(1, Outcome.ABORTED)).isFalse();
    }

    @Test
    void halfOfEnoughTestsIsAMassFailure() {
        RetestRule rule = new RetestRule(1, 50, NO_PAST);
        assertThat(rule.isMassFailure(49, 49)).isFalse();
        assertThat(rule.isMassFailure(50, 24)).isFalse();
        assertThat(rule.isMassFailure(50, 25)).isTrue();
    }

    @Test
    void thePaceFollowsWhatUnitsTook() {
        Pace pace = new Pace();
        assertThat(pace.scaled(60_000)).isEqualTo(60_000);
        pace.add(95_000, 0);
        assertThat(pace.scaled(60_000)).isEqualTo(3_000);
    }
}
