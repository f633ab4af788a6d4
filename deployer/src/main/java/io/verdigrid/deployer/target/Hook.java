package io.verdigrid.deployer.target;

import java.time.Duration;
import java.util.List;

/**
 * The command that makes a host use what {@code current} points to; run in the host's folder.
 *
 * @param command with its arguments; empty: none is needed
 * @param patience for its end
 */
public record Hook(List<String> command, Duration patience) {
    /** None. */
    public static final Hook NONE = new Hook(List.of(), Duration.ofSeconds(60));
}
