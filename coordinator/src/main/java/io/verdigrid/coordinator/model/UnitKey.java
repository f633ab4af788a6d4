package io.verdigrid.coordinator.model;

/** A unit of a build. Sorted by module, then by unit id. */
public record UnitKey(String buildId, String module, String unitId) implements Comparable<UnitKey> {
    @Override
    public int compareTo(UnitKey other) {
        int c = buildId.compareTo(other.buildId);
        c = c != 0 ? c : module.compareTo(other.module);
        return c != 0 ? c : unitId.compareTo(other.unitId);
    }
}
