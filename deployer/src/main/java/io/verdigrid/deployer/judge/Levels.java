package io.verdigrid.deployer.judge;

/**
 * The mean levels behind a verdict: of a gauge in its unit, of a count per host and minute or, with exposure, as a share.
 *
 * @param canaryBefore of the canaries before the switch
 * @param canaryAfter of the canaries since
 * @param controlBefore of those they are compared with, before the switch
 * @param controlAfter of those they are compared with, since
 */
public record Levels(double canaryBefore, double canaryAfter, double controlBefore, double controlAfter) {
    /** Nothing was measured. */
    static final Levels NONE = new Levels(Double.NaN, Double.NaN, Double.NaN, Double.NaN);
}
