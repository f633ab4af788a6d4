package io.verdigrid.coordinator.rpc;

import io.verdigrid.coordinator.model.JudgingPolicy;
import io.verdigrid.protocol.build.v1.BuildSettings;

/** Reads how a suite wants its tests judged, and says all that is wrong with it. */
final class PolicyCheck {
    private static final String AT = "spec.settings.judging.";

    private PolicyCheck() {}

    static JudgingPolicy policy(BuildSettings settings, Problems problems) {
        if (!settings.hasJudging()) {
            return JudgingPolicy.DEFAULT;
        }
        var wire = settings.getJudging();
        range(problems, "known_retests", wire.getKnownRetests(), 0, 20);
        part(problems, "known_unlikely", wire.getKnownUnlikely());
        range(problems, "regression_runs", wire.getRegressionRuns(), 0, 100);
        part(problems, "regression_p_value", wire.getRegressionPValue());
        range(problems, "regression_clean_runs", wire.getRegressionCleanRuns(), 1, 100_000);
        range(problems, "broken_after", wire.getBrokenAfter(), 1, 100);
        part(problems, "mass_failure", wire.getMassFailure());
        problems.unless(wire.getMassFailure() > 0, AT + "mass_failure", "0, allowed is more");
        range(problems, "release_min_runs", wire.getReleaseMinRuns(), 1, 10_000);
        range(problems, "release_max_runs", wire.getReleaseMaxRuns(), wire.getReleaseMinRuns(), 10_000);
        range(problems, "release_hosts", wire.getReleaseHosts(), 1, 10);
        range(problems, "release_days", wire.getReleaseDays(), 1, 10);
        range(problems, "release_probation_days", wire.getReleaseProbationDays(), 0, 365);
        range(problems, "new_test_runs", wire.getNewTestRuns(), 1, 20);
        return new JudgingPolicy(
                new JudgingPolicy.Known(wire.getKnownRetests(), wire.getKnownUnlikely()),
                new JudgingPolicy.Probe(
                        wire.getRegressionRuns(),
                        wire.getRegressionPValue(),
                        wire.getRegressionCleanRuns(),
                        wire.getRegressionBlocks()),
                new JudgingPolicy.Marking(wire.getBrokenAfter(), wire.getMassFailure()),
                new JudgingPolicy.Release(
                        wire.getReleaseMinRuns(),
                        wire.getReleaseMaxRuns(),
                        wire.getReleaseHosts(),
                        wire.getReleaseDays(),
                        wire.getReleaseProbationDays()),
                wire.getNewTestRuns());
    }

    private static void range(Problems problems, String field, int value, int least, int most) {
        problems.unless(value >= least && value <= most, AT + field, value + ", allowed are " + least + " to " + most);
    }

    private static void part(Problems problems, String field, double value) {
        problems.unless(value >= 0 && value <= 1, AT + field, value + ", allowed is 0 to 1");
    }
}
