package io.verdigrid.cli;

import java.time.Duration;
import java.util.Optional;

/**
 * How long a build may take for what.
 *
 * @param reconnect how long the coordinator may be away
 * @param firstWorker how long to wait for the first worker that can run it
 * @param target how long all of it should take; empty: nobody said
 */
record Patience(Duration reconnect, Duration firstWorker, Optional<Duration> target) {
    /** Where nobody says anything. */
    static final Patience USUAL = new Patience(Duration.ofMinutes(2), Duration.ofMinutes(5), Optional.empty());
}
