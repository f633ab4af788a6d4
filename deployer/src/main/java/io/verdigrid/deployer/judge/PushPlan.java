package io.verdigrid.deployer.judge;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * All that was decided about a push's judging before it began.
 *
 * @param push its name
 * @param groups the hosts
 * @param timing the looks
 * @param metrics what is looked at, at least one
 * @param budget how often the judge may be wrong
 * @param holdWithoutPower whether a push of which a blocking metric could not have seen the harmful margin waits for a person
 */
public record PushPlan(
        String push, Groups groups, Timing timing, List<MetricPlan> metrics, Budget budget, boolean holdWithoutPower) {
    /** Checks that metrics are there and have different names. */
    public PushPlan {
        metrics = List.copyOf(metrics);
        if (metrics.isEmpty()) {
            throw new IllegalArgumentException("metrics: names none");
        }
        Set<String> names = new HashSet<>();
        for (MetricPlan metric : metrics) {
            if (!names.add(metric.name())) {
                throw new IllegalArgumentException("metric " + metric.name() + ": stands there twice");
            }
        }
    }

    /** The same judging of other hosts at another time: for a placebo. */
    public PushPlan at(Groups others, Timing time) {
        return new PushPlan(push, others, time, metrics, budget, holdWithoutPower);
    }
}
