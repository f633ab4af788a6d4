package io.verdigrid.coordinator.model;

import java.util.List;

/**
 * A unit as discovery found it.
 *
 * @param className its class, or what the engine shows for it
 * @param tests its leaves; never empty
 * @param partial the selection leaves out some tests of the class, so its tests must be selected one by one
 * @param ordered its tests are meant to run in their order in one runner
 * @param neighbours what may run beside it
 */
public record PlannedUnit(
        String unitId,
        String className,
        List<TestInfo> tests,
        boolean partial,
        boolean ordered,
        Neighbours neighbours) {
    /** Copies its list. */
    public PlannedUnit {
        tests = List.copyOf(tests);
    }
}
