package io.verdigrid.runner.wire;

import java.util.ArrayList;
import java.util.List;

/** A unit with its leaves. */
public final class FoundUnit {
    /** Unique id. */
    public final String unitId;

    /** Its class, or what its engine shows for it. */
    public final String className;

    /** The selection leaves out some of its tests. */
    public final boolean partial;

    /** What one of its tests leaves behind is meant for the next. */
    public final boolean ordered;

    /**
     * What may run beside it: {@code isolated}, {@code same-thread} where two of its tests must not run at the same time, and
     * {@code read KEY} or {@code write KEY} for each resource that its tests lock.
     */
    public final List<String> rules;

    /** Its leaves. */
    public final List<TestNode> tests;

    /** A value of these parts. */
    public FoundUnit(
            String unitId,
            String className,
            boolean partial,
            boolean ordered,
            List<String> rules,
            List<TestNode> tests) {
        this.unitId = unitId;
        this.className = className;
        this.partial = partial;
        this.ordered = ordered;
        this.rules = rules;
        this.tests = tests;
    }

    /** The same with other tests, of which the selection may leave some out. */
    public FoundUnit with(boolean someOnly, List<TestNode> others) {
        return new FoundUnit(unitId, className, someOnly, ordered, rules, others);
    }

    /** Puts its parts behind the fields. */
    public FrameWriter.Fields write(FrameWriter.Fields fields) {
        fields.put(unitId);
        fields.put(className);
        fields.put(partial);
        fields.put(ordered);
        fields.put(rules);
        fields.put((long) tests.size());
        for (TestNode each : tests) {
            each.write(fields);
        }
        return fields;
    }

    /** Takes its parts from the frame. */
    public static FoundUnit read(FrameReader.Frame frame) {
        String unitId = frame.text();
        String className = frame.text();
        boolean partial = frame.truth();
        boolean ordered = frame.truth();
        List<String> rules = frame.texts();
        List<TestNode> tests = new ArrayList<>();
        for (long left = frame.number(); left > 0; left--) {
            tests.add(TestNode.read(frame));
        }
        return new FoundUnit(unitId, className, partial, ordered, rules, tests);
    }
}
