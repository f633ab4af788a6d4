package io.verdigrid.coordinator.model;

/**
 * A leaf of the JUnit test plan: a test, or a container without children.
 *
 * @param uniqueId JUnit's
 * @param unitId unique id of the unit it belongs to
 * @param className of the nearest class above it
 * @param name JUnit's legacy reporting name
 * @param isTest false for a container without children, such as the method of a parameterised test before it ran
 * @param registeredBy unique id of the planned leaf that registered this test while it ran; empty for a planned test
 */
public record TestInfo(
        String uniqueId,
        String unitId,
        String className,
        String name,
        String displayName,
        boolean isTest,
        String registeredBy) {

    /** It was not in the plan: a planned leaf registered it while it ran. */
    public boolean isDynamic() {
        return !registeredBy.isEmpty();
    }
}
