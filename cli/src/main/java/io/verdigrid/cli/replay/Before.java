package io.verdigrid.cli.replay;

import io.verdigrid.protocol.build.v1.TestVerdict;
import io.verdigrid.protocol.common.v1.Attempt;
import io.verdigrid.protocol.common.v1.Outcome;
import io.verdigrid.protocol.common.v1.TestInfo;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What of a unit had results when a run of it began: its lease was told of them.
 *
 * @param unit all tests of it
 * @param first the run's first attempt
 */
record Before(List<TestVerdict> unit, Attempt first) {
    static Before of(List<TestVerdict> build, String module, ReplayPlan.Step first) {
        List<TestVerdict> unit = build.stream()
                .filter(test -> test.getModule().equals(module)
                        && test.getTest().getUnitId().equals(first.test().getUnitId()))
                .toList();
        return new Before(unit, first.attempt());
    }

    /** The planned leaves of the unit. */
    Set<String> planned() {
        Set<String> planned = new LinkedHashSet<>();
        unit.forEach(test -> planned.add(planned(test.getTest())));
        return planned;
    }

    /** Planned leaves that took another runner down, but for these, which were to be run. */
    List<String> tookRunnersDown(Collection<String> due) {
        Set<String> leaves = new LinkedHashSet<>();
        for (TestVerdict test : unit) {
            if (test.getAttemptsList().stream().anyMatch(this::tookRunnerDown)) {
                leaves.add(planned(test.getTest()));
            }
        }
        leaves.removeAll(due);
        return List.copyOf(leaves);
    }

    private boolean tookRunnerDown(Attempt attempt) {
        boolean down =
                attempt.getOutcome() == Outcome.OUTCOME_CRASHED || attempt.getOutcome() == Outcome.OUTCOME_TIMED_OUT;
        return down && isEarlier(attempt);
    }

    /** Tests that these planned leaves had registered and that had a result, by their leaf. */
    Map<String, List<String>> finished(Collection<String> leaves) {
        Map<String, List<String>> finished = new LinkedHashMap<>();
        for (TestVerdict test : unit) {
            String leaf = test.getTest().getRegisteredBy();
            boolean has = test.getAttemptsList().stream()
                    .anyMatch(attempt -> attempt.getNumber() == first.getNumber() && isEarlier(attempt));
            if (has && leaves.contains(leaf)) {
                finished.computeIfAbsent(leaf, id -> new ArrayList<>())
                        .add(test.getTest().getUniqueId());
            }
        }
        return finished;
    }

    private boolean isEarlier(Attempt attempt) {
        return attempt.getStartedAtMs() < first.getStartedAtMs();
    }

    /** The planned leaf of a test: itself, or what registered it. */
    static String planned(TestInfo test) {
        return test.getRegisteredBy().isEmpty() ? test.getUniqueId() : test.getRegisteredBy();
    }
}
