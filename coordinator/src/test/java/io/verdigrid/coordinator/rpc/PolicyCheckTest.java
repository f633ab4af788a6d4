package io.verdigrid.coordinator.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.verdigrid.protocol.build.v1.BuildSettings;
import io.verdigrid.protocol.build.v1.JudgingPolicy;
import org.junit.jupiter.api.Test;

/** How a suite's wishes are read from the wire. */
final class PolicyCheckTest {
    private static final JudgingPolicy USUAL = JudgingPolicy.newBuilder()
            .setKnownRetests(5)
            .setKnownUnlikely(1e-3)
            .setRegressionRuns(20)
            .setRegressionPValue(0.01)
            .setRegressionCleanRuns(100)
            .setRegressionBlocks(true)
            .setBrokenAfter(3)
            .setMassFailure(0.5)
            .setReleaseMinRuns(30)
            .setReleaseMaxRuns(600)
            .setReleaseHosts(3)
            .setReleaseDays(2)
            .setReleaseProbationDays(14)
            .setNewTestRuns(1)
            .build();

    private static io.verdigrid.coordinator.model.JudgingPolicy read(JudgingPolicy wire) {
        Problems problems = new Problems();
        var policy =
                PolicyCheck.policy(BuildSettings.newBuilder().setJudging(wire).build(), problems);
        problems.throwIfAny();
        return policy;
    }

    @Test
    void eachFieldHasItsPlace() {
        assertThat(read(USUAL)).isEqualTo(io.verdigrid.coordinator.model.JudgingPolicy.DEFAULT);
        assertThat(PolicyCheck.policy(BuildSettings.getDefaultInstance(), new Problems()))
                .isEqualTo(io.verdigrid.coordinator.model.JudgingPolicy.DEFAULT);
    }

    @Test
    void allThatIsWrongIsNamed() {
        assertThatThrownBy(() -> read(USUAL.toBuilder()
                        .setKnownRetests(21)
                        .setMassFailure(0)
                        .setReleaseMaxRuns(29)
                        .build()))
                .hasMessageContaining("spec.settings.judging.known_retests: 21, allowed are 0 to 20")
                .hasMessageContaining("spec.settings.judging.mass_failure: 0, allowed is more")
                .hasMessageContaining("spec.settings.judging.release_max_runs: 29, allowed are 30 to 10000");
    }
}
