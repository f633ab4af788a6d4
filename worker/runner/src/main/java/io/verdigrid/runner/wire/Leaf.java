package io.verdigrid.runner.wire;

import java.util.List;

/** A test to run. */
public final class Leaf {
    /** Unique id. */
    public final String uniqueId;

    /** For a test that was registered while a planned leaf ran: that leaf; else empty. */
    public final String registeredBy;

    /** Unique ids of tests that this leaf registered earlier and that are not to be run again. */
    public final List<String> finished;

    /** A value of these parts. */
    public Leaf(String uniqueId, String registeredBy, List<String> finished) {
        this.uniqueId = uniqueId;
        this.registeredBy = registeredBy;
        this.finished = finished;
    }

    /** Puts its parts behind the fields. */
    public FrameWriter.Fields write(FrameWriter.Fields fields) {
        fields.put(uniqueId);
        fields.put(registeredBy);
        fields.put(finished);
        return fields;
    }

    /** Takes its parts from the frame. */
    public static Leaf read(FrameReader.Frame frame) {
        String uniqueId = frame.text();
        String registeredBy = frame.text();
        List<String> finished = frame.texts();
        return new Leaf(uniqueId, registeredBy, finished);
    }
}
