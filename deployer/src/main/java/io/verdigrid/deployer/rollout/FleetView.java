package io.verdigrid.deployer.rollout;

import java.util.Optional;
import java.util.SortedSet;

/**
 * A host as it was just read.
 *
 * @param problem why it could not be read; empty: it was
 * @param missed why it does not run what it should; empty: nothing is known against it
 * @param holder the deployer that has it now; empty: nobody
 */
public record FleetView(
        String host,
        Optional<String> current,
        SortedSet<String> releases,
        String holder,
        String problem,
        String missed) {}
