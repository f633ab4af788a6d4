package io.verdigrid.deployer.judge;

/**
 * The effect of a release on one metric at one look: a share of the level before (0.05 is +5 %) where the margin is a
 * percentage or the metric a count, else in the metric's unit; NaN where nothing can be said.
 *
 * @param look which look, from 1
 * @param effect the effect
 * @param lower what the effect is at least, within the budget of this look
 * @param upper what it is at most
 */
public record Estimate(int look, double effect, double lower, double upper) {
    /** No estimate. */
    static Estimate none(int look) {
        return new Estimate(look, Double.NaN, Double.NaN, Double.NaN);
    }
}
