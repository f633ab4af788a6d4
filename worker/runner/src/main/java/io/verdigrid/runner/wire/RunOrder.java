package io.verdigrid.runner.wire;

import java.util.ArrayList;
import java.util.List;

/** The order to run a unit. */
public final class RunOrder {
    /** Number of the run, which its reports carry. */
    public final long run;

    /** The unit. */
    public final String unitId;

    /** The tests to run; empty: the whole unit. */
    public final List<Leaf> leaves;

    /** Run all of the unit, for what its tests leave to each other, though only those of the leaves are reported. */
    public final boolean wholeUnit;

    /** Of the whole unit: planned leaves not to be run. */
    public final List<String> leftOut;

    /** Tags, engines, configuration. */
    public final TestFilter filter;

    /** Bytes of each output stream sent for each test: half from the start and half from the end. */
    public final long outputLimit;

    /** A value of these parts. */
    public RunOrder(
            long run,
            String unitId,
            List<Leaf> leaves,
            boolean wholeUnit,
            List<String> leftOut,
            TestFilter filter,
            long outputLimit) {
        this.run = run;
        this.unitId = unitId;
        this.leaves = leaves;
        this.wholeUnit = wholeUnit;
        this.leftOut = leftOut;
        this.filter = filter;
        this.outputLimit = outputLimit;
    }

    /** Puts its parts behind the fields. */
    public FrameWriter.Fields write(FrameWriter.Fields fields) {
        fields.put(run);
        fields.put(unitId);
        fields.put((long) leaves.size());
        for (Leaf each : leaves) {
            each.write(fields);
        }
        fields.put(wholeUnit);
        fields.put(leftOut);
        filter.write(fields);
        fields.put(outputLimit);
        return fields;
    }

    /** Takes its parts from the frame. */
    public static RunOrder read(FrameReader.Frame frame) {
        long run = frame.number();
        String unitId = frame.text();
        List<Leaf> leaves = new ArrayList<>();
        for (long left = frame.number(); left > 0; left--) {
            leaves.add(Leaf.read(frame));
        }
        boolean wholeUnit = frame.truth();
        List<String> leftOut = frame.texts();
        TestFilter filter = TestFilter.read(frame);
        long outputLimit = frame.number();
        return new RunOrder(run, unitId, leaves, wholeUnit, leftOut, filter, outputLimit);
    }
}
