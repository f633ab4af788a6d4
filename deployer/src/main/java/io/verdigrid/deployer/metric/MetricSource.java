package io.verdigrid.deployer.metric;

import io.verdigrid.deployer.judge.Sample;
import java.time.Instant;
import java.util.List;

/**
 * Where one metric's samples come from.
 *
 * <p>What is wrong with a source is part of its answer, not an exception: one that is away must not end a watch. Thread-safe.
 */
public interface MetricSource {
    /** The metric that it gives. */
    String metric();

    /**
     * The samples of these hosts after one moment, up to another. A source that knows no past measures once, now, and stamps
     * that with the end.
     *
     * @throws InterruptedException where the thread was interrupted meanwhile; nothing is left running
     */
    Reading read(List<String> hosts, Instant after, Instant until) throws InterruptedException;

    /**
     * What a source answered.
     *
     * @param samples what was measured
     * @param problems what could not be, a line for people each
     */
    record Reading(List<Sample> samples, List<String> problems) {
        /** Copies the lists. */
        public Reading {
            samples = List.copyOf(samples);
            problems = List.copyOf(problems);
        }

        /** Nothing but a problem. */
        public static Reading problem(String problem) {
            return new Reading(List.of(), List.of(problem));
        }
    }
}
