package io.verdigrid.deployer.judge;

import java.util.List;

/**
 * What one metric says, and why.
 *
 * @param metric how it was to be judged
 * @param verdict the verdict
 * @param look the look at which HARM was seen, else the last one so far; from 1, 0 before the first
 * @param looks the estimates at all looks so far
 * @param levels the levels behind the last estimate
 * @param detectable the smallest harm that is seen by the end of the watch with the probability that the budget asks for, in
 *     the unit of the estimates; NaN where nothing can be said
 * @param reason one line for people
 */
public record MetricVerdict(
        MetricPlan metric,
        Verdict verdict,
        int look,
        List<Estimate> looks,
        Levels levels,
        double detectable,
        String reason) {
    /** Copies the list. */
    public MetricVerdict {
        looks = List.copyOf(looks);
    }

    /** The estimate at the verdict's look. */
    public Estimate estimate() {
        return look == 0 || look > looks.size() ? Estimate.none(look) : looks.get(look - 1);
    }

    /** Whether it rolls the push back. */
    public boolean kills() {
        return metric.blocking()
                && (verdict == Verdict.HARM || (verdict == Verdict.NO_DATA && metric.noData() == NoData.HARM));
    }
}
