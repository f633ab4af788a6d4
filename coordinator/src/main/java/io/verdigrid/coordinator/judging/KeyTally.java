package io.verdigrid.coordinator.judging;

/**
 * What became of a test under one code key.
 *
 * @param redBuild the newest build that saw it red; empty: none
 * @param greenBuild the newest build that saw it pass; empty: none, or not known
 */
public record KeyTally(int codeKey, int passes, int reds, String redBuild, String greenBuild) {
    /** It was both, so that no change of the code can be the reason. */
    public boolean isMixed() {
        return passes > 0 && reds > 0;
    }

    KeyTally plus(Sighting sighting, String buildId) {
        return sighting.passed()
                ? new KeyTally(codeKey, passes + 1, reds, redBuild, buildId)
                : new KeyTally(codeKey, passes, reds + 1, buildId, greenBuild);
    }
}
