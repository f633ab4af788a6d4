package io.verdigrid.deployer.recording;

import io.verdigrid.deployer.judge.Budget;
import io.verdigrid.deployer.judge.MetricPlan;
import io.verdigrid.deployer.metric.MetricSource;
import java.time.Duration;
import java.util.List;

/**
 * How every push of a fleet is judged, and by what.
 *
 * @param before the longest baseline; that of a push may be shorter, where less was measured
 * @param settle what is not looked at after a switch
 * @param step the time between two samples
 * @param history how much of the past is asked for, of sources that know it
 * @param budget how often a push may be judged wrongly
 * @param metrics how each is judged
 * @param sources where they come from
 */
public record JudgeRules(
        Duration before,
        Duration settle,
        Duration step,
        Duration history,
        Budget budget,
        List<MetricPlan> metrics,
        List<MetricSource> sources) {
    /** Copies the lists. */
    public JudgeRules {
        metrics = List.copyOf(metrics);
        sources = List.copyOf(sources);
    }
}
