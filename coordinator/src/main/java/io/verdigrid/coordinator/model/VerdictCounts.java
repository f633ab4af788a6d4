package io.verdigrid.coordinator.model;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * Tests by verdict.
 *
 * @param planned tests in the plan; once the build has ended, the sum of all verdicts
 */
public record VerdictCounts(int planned, Map<Verdict, Integer> byVerdict) {
    /** Nothing planned. */
    public static final VerdictCounts NONE = new VerdictCounts(0, Map.of());

    /** Copies its map. */
    public VerdictCounts {
        EnumMap<Verdict, Integer> copy = new EnumMap<>(Verdict.class);
        copy.putAll(byVerdict);
        byVerdict = Collections.unmodifiableMap(copy);
    }

    /** Tests with this verdict. */
    public int of(Verdict verdict) {
        return byVerdict.getOrDefault(verdict, 0);
    }
}
