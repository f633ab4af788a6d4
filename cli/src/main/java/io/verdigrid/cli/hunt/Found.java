package io.verdigrid.cli.hunt;

/**
 * A finding and where it can be seen.
 *
 * @param build in which the test was red in the finding's order, or else in the round in which it was red first
 */
record Found(Finding finding, String build) {}
