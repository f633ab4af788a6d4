package io.verdigrid.deployer.metric;

import io.verdigrid.protocol.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Asks all sources, step by step.
 *
 * <p>All at the same time, so that one that hangs makes no gap in the others of this step; steps that it overruns are not made
 * up for by probes, and are by sources that know the past. Used by one thread.
 */
public final class Sampler {
    private final List<MetricSource> sources;
    private final List<String> hosts;
    private final Duration step;
    private final TimeSource time;

    /** Asks these sources for these hosts. */
    public Sampler(List<MetricSource> sources, List<String> hosts, Duration step, TimeSource time) {
        this.sources = List.copyOf(sources);
        this.hosts = List.copyOf(hosts);
        this.step = step;
        this.time = time;
    }

    /** Takes what each step gave. */
    public interface Taker {
        /** Called once a step, by the sampler's thread. */
        void take(MetricSource.Reading reading);
    }

    /**
     * Samples for so long.
     *
     * @param back how much of the past is asked for first, of sources that know it
     */
    public void sample(Duration length, Duration back, Taker taker) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(Math.max(1, sources.size()));
        try {
            Instant end = time.instant().plus(length);
            Instant asked = time.instant().minus(back);
            while (true) {
                Instant now = time.instant();
                taker.take(read(threads, asked, now));
                asked = now;
                long next = (Math.floorDiv(now.toEpochMilli(), step.toMillis()) + 1) * step.toMillis();
                if (Instant.ofEpochMilli(next).isAfter(end)) {
                    return;
                }
                time.sleep(Duration.ofMillis(Math.max(1, next - time.epochMillis())));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private MetricSource.Reading read(ExecutorService threads, Instant after, Instant until)
            throws InterruptedException {
        List<Callable<MetricSource.Reading>> calls = new ArrayList<>();
        sources.forEach(source -> calls.add(() -> source.read(hosts, after, until)));
        List<MetricSource.Reading> readings = new ArrayList<>();
        for (Future<MetricSource.Reading> future : threads.invokeAll(calls)) {
            try {
                readings.add(future.get());
            } catch (ExecutionException e) {
                throw new IllegalStateException("a metric source failed", e.getCause());
            }
        }
        return new MetricSource.Reading(
                readings.stream().flatMap(reading -> reading.samples().stream()).toList(),
                readings.stream()
                        .flatMap(reading -> reading.problems().stream())
                        .toList());
    }
}
