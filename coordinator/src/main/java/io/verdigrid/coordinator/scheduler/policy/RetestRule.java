package io.verdigrid.coordinator.scheduler.policy;

import io.verdigrid.coordinator.model.Outcome;
import io.verdigrid.coordinator.model.TestPast;
import java.util.function.Supplier;

/**
 * Which tests are run again. Immutable.
 *
 * @param retests how often a red test is run again
 * @param massFailureFloor finished tests from which on a build of which half is red is retested no more: it is the build
 *     that is broken then, and to run it all twice would tell nobody anything
 * @param intermittent for tests of which something is known
 */
public record RetestRule(int retests, int massFailureFloor, IntermittentRule intermittent) {
    /** An attempt of this number and outcome calls for another. */
    public boolean asksForRetest(int number, Outcome outcome) {
        return outcome.isRed() && number <= retests;
    }

    /** The same, by what is known of the test and by all its attempts. */
    public boolean asksForRetest(int number, Outcome outcome, TestPast past, Supplier<Trials> trials) {
        return asksForRetest(number, outcome)
                || (mayTell(number, outcome) && intermittent.asksForMore(past, trials.get()));
    }

    /** A first attempt that passed, as nearly all do, asks for nothing: then nobody need count. */
    private static boolean mayTell(int number, Outcome outcome) {
        return outcome.isRed() || (number > 1 && outcome == Outcome.PASSED);
    }

    /** So much is red that no test is to be retested. */
    public boolean isMassFailure(int finished, int red) {
        return finished >= massFailureFloor && red * 2L >= finished;
    }
}
