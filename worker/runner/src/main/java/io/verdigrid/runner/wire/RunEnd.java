package io.verdigrid.runner.wire;

import java.util.List;

/** How a run of a unit ended. */
public final class RunEnd {
    /** Planned leaves that registered tests and have ended. */
    public final List<String> containersDone;

    /** Microseconds in which at least one test ran. */
    public final long testUs;

    /** Why nothing could be run; empty: it was. */
    public final String problem;

    /** A value of these parts. */
    public RunEnd(List<String> containersDone, long testUs, String problem) {
        this.containersDone = containersDone;
        this.testUs = testUs;
        this.problem = problem;
    }

    /** Puts its parts behind the fields. */
    public FrameWriter.Fields write(FrameWriter.Fields fields) {
        fields.put(containersDone);
        fields.put(testUs);
        fields.put(problem);
        return fields;
    }

    /** Takes its parts from the frame. */
    public static RunEnd read(FrameReader.Frame frame) {
        List<String> containersDone = frame.texts();
        long testUs = frame.number();
        String problem = frame.text();
        return new RunEnd(containersDone, testUs, problem);
    }
}
