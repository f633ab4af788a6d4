package io.verdigrid.deployer.judge;

import java.util.Objects;

/**
 * How one metric is judged.
 *
 * @param name as in its samples
 * @param kind what its values are
 * @param worse the direction that hurts
 * @param margin the harm not to be missed: SAFE and NO-POWER are said against it
 * @param weight its share of the push's budget of false alarms, relative to the other blocking metrics; 0: it only reports
 * @param noData what no data means
 * @param bounds hard bounds of its level
 */
public record MetricPlan(
        String name, Kind kind, Worse worse, Margin margin, double weight, NoData noData, Bounds bounds) {
    /** Checks the values. */
    public MetricPlan {
        Objects.requireNonNull(name, "name");
        if (!(weight >= 0) || Double.isInfinite(weight)) {
            throw new IllegalArgumentException("weight of " + name + ": " + weight + ": must be 0 or more");
        }
        if (kind == Kind.COUNT && !margin.relative()) {
            throw new IllegalArgumentException("margin of " + name + ": that of a count must be a percentage");
        }
        if (worse != Worse.HIGHER && margin.relative() && margin.size() >= 1) {
            throw new IllegalArgumentException(
                    "margin of " + name + ": " + margin + ": nothing falls by more than all of it");
        }
    }

    /** A blocking metric of weight 1 that holds without data and has no hard bounds. */
    public static MetricPlan of(String name, Kind kind, Worse worse, Margin margin) {
        return new MetricPlan(name, kind, worse, margin, 1, NoData.HOLD, Bounds.NONE);
    }

    /** Whether it can stop a push. */
    public boolean blocking() {
        return weight > 0;
    }

    /** The same, of another weight. */
    public MetricPlan weighing(double other) {
        return new MetricPlan(name, kind, worse, margin, other, noData, bounds);
    }
}
