package io.verdigrid.coordinator.judging;

import java.util.List;

/**
 * What one build saw of one test, in the order of the attempts.
 *
 * @param atMs end of the build, milliseconds since 1970
 */
public record Seen(String buildId, long atMs, List<Sighting> sightings) {
    /** Copies its list. */
    public Seen {
        sightings = List.copyOf(sightings);
    }

    int passes() {
        return (int) sightings.stream().filter(Sighting::passed).count();
    }

    int reds() {
        return sightings.size() - passes();
    }

    boolean hasRedUnder(int codeKey) {
        return sightings.stream().anyMatch(sighting -> sighting.codeKey() == codeKey && !sighting.passed());
    }

    /** Some sighting was red. */
    public boolean hasRed() {
        return reds() > 0;
    }
}
