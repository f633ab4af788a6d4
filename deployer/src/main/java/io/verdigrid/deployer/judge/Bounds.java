package io.verdigrid.deployer.judge;

/**
 * Levels that no canary may leave, whatever the statistics say.
 *
 * @param least the lowest good value; -infinity for none
 * @param most the highest good value; +infinity for none
 */
public record Bounds(double least, double most) {
    /** No bounds. */
    public static final Bounds NONE = new Bounds(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    /** Checks that something is allowed. */
    public Bounds {
        if (!(least < most)) {
            throw new IllegalArgumentException(
                    "bounds " + least + " to " + most + ": the least must be below the most");
        }
    }

    boolean allow(double value) {
        return value >= least && value <= most;
    }
}
