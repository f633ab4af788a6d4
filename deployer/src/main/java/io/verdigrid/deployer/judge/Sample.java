package io.verdigrid.deployer.judge;

import java.util.Objects;

/**
 * One measured value of one host.
 *
 * @param metric the metric's name in the plan
 * @param host the host that it was measured on
 * @param atMillis when, in milliseconds since the epoch; of a count, the end of its interval
 * @param value in the metric's own unit; of a count, how many events since the sample before
 * @param exposure what a count is a share of (requests, where the value counts errors); NaN where there is no such thing
 */
public record Sample(String metric, String host, long atMillis, double value, double exposure) {
    /** Checks that names are there. */
    public Sample {
        Objects.requireNonNull(metric, "metric");
        Objects.requireNonNull(host, "host");
    }

    /** Without exposure. */
    public static Sample of(String metric, String host, long atMillis, double value) {
        return new Sample(metric, host, atMillis, value, Double.NaN);
    }
}
