package io.verdigrid.deployer.rollout;

import io.verdigrid.protocol.TimeSource;
import java.time.Duration;
import java.util.Optional;

/**
 * All that a rollout takes from outside its hosts.
 *
 * @param gate empty: nobody is told to block the trunk
 * @param waiting how it waits, and is woken
 */
public record Surroundings(Watch watch, Artifacts artifacts, Optional<Gate> gate, TimeSource time, Waiting waiting) {
    /** Waits until so much time is over or something happened. */
    public interface Waiting {
        /** At most so long. */
        void await(Duration most) throws InterruptedException;
    }
}
