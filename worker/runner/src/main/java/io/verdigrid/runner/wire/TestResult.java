package io.verdigrid.runner.wire;

/** How a test ended. */
public final class TestResult {
    /** The test. */
    public final TestNode test;

    /** 0 PASSED, 1 FAILED, 2 ABORTED, 3 SKIPPED. */
    public final int outcome;

    /** Milliseconds since 1970. */
    public final long startedAtMs;

    /** Microseconds. */
    public final long durationUs;

    /** Class of the throwable; empty: none. */
    public final String type;

    /** Message of the throwable, or the reason for skipping. */
    public final String message;

    /** Stack trace with causes, at most 256 KiB. */
    public final String stack;

    /** A value of these parts. */
    public TestResult(
            TestNode test, int outcome, long startedAtMs, long durationUs, String type, String message, String stack) {
        this.test = test;
        this.outcome = outcome;
        this.startedAtMs = startedAtMs;
        this.durationUs = durationUs;
        this.type = type;
        this.message = message;
        this.stack = stack;
    }

    /** Puts its parts behind the fields. */
    public FrameWriter.Fields write(FrameWriter.Fields fields) {
        test.write(fields);
        fields.put((long) outcome);
        fields.put(startedAtMs);
        fields.put(durationUs);
        fields.put(type);
        fields.put(message);
        fields.put(stack);
        return fields;
    }

    /** Takes its parts from the frame. */
    public static TestResult read(FrameReader.Frame frame) {
        TestNode test = TestNode.read(frame);
        int outcome = frame.integer();
        long startedAtMs = frame.number();
        long durationUs = frame.number();
        String type = frame.text();
        String message = frame.text();
        String stack = frame.text();
        return new TestResult(test, outcome, startedAtMs, durationUs, type, message, stack);
    }
}
