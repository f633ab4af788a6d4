package io.verdigrid.deployer.recording;

import io.verdigrid.deployer.metric.MetricSource;
import java.time.Duration;
import java.util.List;

/**
 * What a plan says of measuring.
 *
 * @param hosts all that it names, but those to be ignored
 * @param step the time between two samples
 * @param sources one for each metric that says where it comes from
 */
public record Measuring(List<String> hosts, Duration step, List<MetricSource> sources) {
    /** Copies the lists. */
    public Measuring {
        hosts = List.copyOf(hosts);
        sources = List.copyOf(sources);
    }
}
