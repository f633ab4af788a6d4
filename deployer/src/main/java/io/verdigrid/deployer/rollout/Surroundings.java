package io.verdigrid.deployer.rollout;

import io.verdigrid.protocol.TimeSource;
import java.time.Duration;

/**
 * All that a rollout takes from outside its hosts.
 *
 * @param listeners who is told how pushes end
 * @param waiting how it waits, and is woken
 */
public record Surroundings(Watch watch, Artifacts artifacts, Listeners listeners, TimeSource time, Waiting waiting) {
    /** Waits until so much time is over or something happened. */
    public interface Waiting {
        /** At most so long. */
        void await(Duration most) throws InterruptedException;
    }
}
