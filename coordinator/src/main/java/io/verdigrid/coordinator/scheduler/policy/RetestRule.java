package io.verdigrid.coordinator.scheduler.policy;

import io.verdigrid.coordinator.model.Outcome;

/**
 * Which tests are run again. Immutable.
 *
 * @param retests how often a red test is run again
 * @param massFailureFloor finished tests from which on a build of which half is red is retested no more: it is the build
 *     that is broken then, and to run it all twice would tell nobody anything
 */
public record RetestRule(int retests, int massFailureFloor) {
    /** An attempt of this number and outcome calls for another. */
    public boolean asksForRetest(int number, Outcome outcome) {
        return outcome.isRed() && number <= retests;
    }

    /** So much is red that no test is to be retested. */
    public boolean isMassFailure(int finished, int red) {
        return finished >= massFailureFloor && red * 2L >= finished;
    }
}
