package io.verdigrid.coordinator.judging;

import static org.assertj.core.api.Assertions.assertThat;

import io.verdigrid.coordinator.model.BuildStatus;
import io.verdigrid.coordinator.model.JudgingPolicy;
import io.verdigrid.coordinator.model.Outcome;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What must not be held against a test. */
final class BuildGuardTest {
    private final BuildGuard guard = new BuildGuard(JudgingPolicy.DEFAULT, Set.of("sick"));

    @Test
    void aBuildOfWhichHalfIsRedSaysNothing() {
        assertThat(guard.saysNothing(BuildStatus.RED, 100, 50)).isTrue();
        assertThat(guard.saysNothing(BuildStatus.RED, 100, 49)).isFalse();
        assertThat(guard.saysNothing(BuildStatus.RED, 2, 1)).isFalse();
    }

    @Test
    void aBuildThatTheGridFailedSaysNothing() {
        assertThat(guard.saysNothing(BuildStatus.ERROR, 100, 1)).isTrue();
        assertThat(guard.saysNothing(BuildStatus.CANCELLED, 100, 1)).isFalse();
    }

    @Test
    void onlyPassesAndRedsOfWellWorkersCount() {
        assertThat(guard.counts(Outcome.PASSED, "w")).isTrue();
        assertThat(guard.counts(Outcome.CRASHED, "w")).isTrue();
        assertThat(guard.counts(Outcome.FAILED, "sick")).isFalse();
        assertThat(guard.counts(Outcome.LOST, "w")).isFalse();
        assertThat(guard.counts(Outcome.SKIPPED, "w")).isFalse();
        assertThat(guard.counts(Outcome.CRASHED, "")).isFalse();
    }
}
