package io.verdigrid.deployer.judge;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * The harm that a metric's owner does not want to miss.
 *
 * @param size a share of the level before (0.05 is 5 %) where relative, else in the metric's own unit; above 0
 * @param relative whether the size is a share
 */
public record Margin(double size, boolean relative) {
    /** Checks the size. */
    public Margin {
        if (!(size > 0) || Double.isInfinite(size)) {
            throw new IllegalArgumentException("margin " + size + ": must be above 0");
        }
    }

    /** A share of the level before: 5 for 5 %. */
    public static Margin percent(double percent) {
        return new Margin(percent / 100, true);
    }

    /** In the metric's own unit. */
    public static Margin absolute(double size) {
        return new Margin(size, false);
    }

    /** As it is written in a plan. */
    @Override
    public String toString() {
        double shown = relative ? size * 100 : size;
        return new BigDecimal(shown, new MathContext(4)).stripTrailingZeros().toPlainString() + (relative ? " %" : "");
    }
}
