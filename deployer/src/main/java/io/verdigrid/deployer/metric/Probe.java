package io.verdigrid.deployer.metric;

import io.verdigrid.deployer.judge.Sample;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A source that measures hosts now, some at a time.
 *
 * <p>A host that hangs holds up none of the others for longer than its own time-out, and none of the next reading.
 */
final class Probe implements MetricSource {
    /** Processes and connections at a time: a hundred hosts are through in a few rounds. */
    private static final int AT_A_TIME = 16;

    private final String metric;
    private final Gauge gauge;

    /** How one host is measured. */
    interface Gauge {
        /**
         * A value in the metric's unit.
         *
         * @throws ProbeFailure where there is none, and why
         */
        double measure(String host) throws ProbeFailure, InterruptedException;
    }

    Probe(String metric, Gauge gauge) {
        this.metric = metric;
        this.gauge = gauge;
    }

    @Override
    public String metric() {
        return metric;
    }

    @Override
    public Reading read(List<String> hosts, Instant after, Instant until) throws InterruptedException {
        List<Sample> samples = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(Math.max(1, Math.min(hosts.size(), AT_A_TIME)));
        try {
            List<Future<Double>> values = new ArrayList<>();
            hosts.forEach(host -> values.add(threads.submit(() -> gauge.measure(host))));
            for (int i = 0; i < hosts.size(); i++) {
                try {
                    samples.add(Sample.of(
                            metric,
                            hosts.get(i),
                            until.toEpochMilli(),
                            values.get(i).get()));
                } catch (ExecutionException e) {
                    if (!(e.getCause() instanceof ProbeFailure failure)) {
                        throw new IllegalStateException("probe of " + metric + " on " + hosts.get(i), e.getCause());
                    }
                    problems.add(metric + " of " + hosts.get(i) + ": " + failure.getMessage());
                }
            }
        } finally {
            threads.shutdownNow();
        }
        return new Reading(samples, problems);
    }
}
