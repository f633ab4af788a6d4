package io.verdigrid.deployer.target;

import java.util.Optional;
import java.util.SortedSet;

/**
 * What a host has.
 *
 * @param current the release that {@code current} points to; empty: there is no {@code current}
 * @param unsettled a switch was broken off before its hook ended
 * @param releases the complete ones
 * @param lease who holds the host, or held it last
 */
public record HostState(
        Optional<String> current, boolean unsettled, SortedSet<String> releases, Optional<Lease> lease) {}
