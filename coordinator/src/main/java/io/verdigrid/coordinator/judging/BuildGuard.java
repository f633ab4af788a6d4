package io.verdigrid.coordinator.judging;

import io.verdigrid.coordinator.model.BuildStatus;
import io.verdigrid.coordinator.model.JudgingPolicy;
import io.verdigrid.coordinator.model.Outcome;
import java.util.Set;

/**
 * Keeps from tests what the grid or the build did: attempts on workers that were put aside, builds that ended in ERROR, and
 * builds in which so many tests were red that it says nothing of any of them. Immutable.
 */
public final class BuildGuard {
    /** Of fewer tests half is red too easily. */
    private static final int ENOUGH = 10;

    private final JudgingPolicy policy;
    private final Set<String> sick;

    /** @param sick workers that were put aside */
    public BuildGuard(JudgingPolicy policy, Set<String> sick) {
        this.policy = policy;
        this.sick = Set.copyOf(sick);
    }

    /**
     * The build says nothing of any test.
     *
     * @param ran tests that passed or were red
     * @param red tests that were red at some time
     */
    public boolean saysNothing(BuildStatus status, int ran, int red) {
        return status == BuildStatus.ERROR
                || (ran >= ENOUGH && red >= policy.marking().massFailure() * ran);
    }

    /**
     * An attempt says something of its test.
     *
     * @param outcome the one that counts
     * @param worker empty: nobody ran it to its end
     */
    public boolean counts(Outcome outcome, String worker) {
        return (outcome == Outcome.PASSED || outcome.isRed()) && !worker.isEmpty() && !sick.contains(worker);
    }
}
