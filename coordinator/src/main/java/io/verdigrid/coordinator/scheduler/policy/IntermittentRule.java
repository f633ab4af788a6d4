package io.verdigrid.coordinator.scheduler.policy;

import io.verdigrid.coordinator.model.JudgingPolicy;
import io.verdigrid.coordinator.model.TestPast;

/**
 * Which tests are run again because of what is known of them, and which of them are regressions all the same. Immutable.
 *
 * <p>A test that is known to be intermittent is run again while so many failures are likely by its own rate: one pass lets it
 * through, else it is red. One that is red and green for the first time, after a clean past, is run {@code K} times more: if
 * it fails more often than its past allows (Fisher's exact test, one-sided), this change made it so. The run that gave rise
 * to it does not count: it was looked for. Runs end early when nothing can change the answer any more, which is exact.
 */
public final class IntermittentRule {
    private final JudgingPolicy policy;
    private final boolean retests;

    /** @param retests the build runs red tests again at all */
    public IntermittentRule(JudgingPolicy policy, boolean retests) {
        this.policy = policy;
        this.retests = retests;
    }

    /** A regression makes the build red. */
    public boolean blocks() {
        return policy.probe().blocks();
    }

    /** The test is to be run again. */
    public boolean asksForMore(TestPast past, Trials trials) {
        if (!retests || trials.reds() == 0) {
            return false;
        }
        if (past.knownToFail()) {
            return trials.passes() == 0
                    && trials.reds() <= policy.known().retests()
                    && StrictMath.pow(past.failureRate(), trials.reds())
                            >= policy.known().unlikely();
        }
        return probes(past) && trials.isMixed() && !isDecided(past, trials);
    }

    private boolean isDecided(TestPast past, Trials trials) {
        int left = policy.probe().runs() - trials.behindMixed();
        int missing = needed(past.cleanRuns()) - trials.redsBehindMixed();
        return left <= 0 || missing <= 0 || missing > left;
    }

    /** It had a clean past, and fails now too often for it. */
    public boolean isRegression(TestPast past, Trials trials) {
        return retests && probes(past) && trials.isMixed() && trials.redsBehindMixed() >= needed(past.cleanRuns());
    }

    private boolean probes(TestPast past) {
        return policy.probe().runs() > 0
                && !past.knownToFail()
                && !past.quarantined()
                && past.cleanRuns() >= Math.max(1, policy.probe().cleanRuns());
    }

    /** Reds among the runs of this change that are too many beside a past without a red; more than the runs: none are. */
    int needed(int cleanRuns) {
        int runs = policy.probe().runs();
        for (int red = 1; red <= runs; red++) {
            if (ExactTest.atLeast(red, runs, 0, cleanRuns) < policy.probe().significance()) {
                return red;
            }
        }
        return runs + 1;
    }
}
