package io.verdigrid.runner.wire;

/** A leaf of the test plan: a test, or a container without children. */
public final class TestNode {
    /** Unique id of the leaf. */
    public final String uniqueId;

    /** Unique id of its unit, the child of the engine's root. */
    public final String unitId;

    /** Nearest class above it. */
    public final String className;

    /** Legacy reporting name, as in the XML report of JUnit. */
    public final String name;

    /** For people. */
    public final String displayName;

    /** False for a container without children. */
    public final boolean isTest;

    /** Unique id of the leaf of the first plan under which it was registered; empty for a leaf of that plan. */
    public final String registeredBy;

    /** A value of these parts. */
    public TestNode(
            String uniqueId,
            String unitId,
            String className,
            String name,
            String displayName,
            boolean isTest,
            String registeredBy) {
        this.uniqueId = uniqueId;
        this.unitId = unitId;
        this.className = className;
        this.name = name;
        this.displayName = displayName;
        this.isTest = isTest;
        this.registeredBy = registeredBy;
    }

    /** Puts its parts behind the fields. */
    public FrameWriter.Fields write(FrameWriter.Fields fields) {
        fields.put(uniqueId);
        fields.put(unitId);
        fields.put(className);
        fields.put(name);
        fields.put(displayName);
        fields.put(isTest);
        fields.put(registeredBy);
        return fields;
    }

    /** Takes its parts from the frame. */
    public static TestNode read(FrameReader.Frame frame) {
        String uniqueId = frame.text();
        String unitId = frame.text();
        String className = frame.text();
        String name = frame.text();
        String displayName = frame.text();
        boolean isTest = frame.truth();
        String registeredBy = frame.text();
        return new TestNode(uniqueId, unitId, className, name, displayName, isTest, registeredBy);
    }
}
