package io.verdigrid.deployer.rollout;

import java.util.Optional;

/**
 * Who is told how pushes end.
 *
 * @param gate empty: nobody blocks the trunk
 * @param announcer empty: nobody tells people
 */
public record Listeners(Optional<Gate> gate, Optional<Announcer> announcer) {
    /** Nobody. */
    public static final Listeners NONE = new Listeners(Optional.empty(), Optional.empty());
}
