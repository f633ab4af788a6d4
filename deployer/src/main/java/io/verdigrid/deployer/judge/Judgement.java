package io.verdigrid.deployer.judge;

import java.util.List;

/**
 * What the judge says of a push at one time.
 *
 * @param decision what to do with the push
 * @param look how many looks are over
 * @param metrics the verdicts, in the plan's order
 */
public record Judgement(Decision decision, int look, List<MetricVerdict> metrics) {
    /** Copies the list. */
    public Judgement {
        metrics = List.copyOf(metrics);
    }
}
