package io.verdigrid.coordinator.model;

/**
 * What is known of a test when a build plans it.
 *
 * @param knownToFail it was red and green on the same code before, and is not known to be cured of it
 * @param failureRate how often it fails on code on which it can pass, 0 to 1; only of one that is known to fail
 * @param cleanRuns passes since its last red; 0: not known, or not enough to tell anything
 * @param quarantined somebody set it aside: it blocks nothing
 */
public record TestPast(boolean knownToFail, double failureRate, int cleanRuns, boolean quarantined) {
    /** Of a test of which nothing is known. */
    public static final TestPast NONE = new TestPast(false, 0, 0, false);

    /** Of a test that passed so often and was not red since. */
    public static TestPast clean(int runs) {
        return new TestPast(false, 0, runs, false);
    }
}
