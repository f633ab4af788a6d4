package io.verdigrid.coordinator.model;

import java.util.List;

/**
 * What may run beside a unit.
 *
 * @param isolated nothing else of its build
 * @param sameThread no two of its own tests at the same time
 * @param locks nothing that needs the same resources, unless all only read them
 */
public record Neighbours(boolean isolated, boolean sameThread, List<ResourceLock> locks) {
    /** Anything. */
    public static final Neighbours ANY = new Neighbours(false, false, List.of());

    /** Copies its list. */
    public Neighbours {
        locks = List.copyOf(locks);
    }
}
