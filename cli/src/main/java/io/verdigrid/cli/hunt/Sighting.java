package io.verdigrid.cli.hunt;

import java.util.List;

/**
 * A test was red in a round.
 *
 * @param before what its runner had run before it, as planned tests in their order
 * @param build the round's build, which has it
 */
record Sighting(Probe.Victim test, List<String> before, Surrounding surrounding, String build) {
    Sighting {
        before = List.copyOf(before);
    }
}
