package io.verdigrid.runner.wire;

import java.io.IOException;

/**
 * What a runner says goes through here. Thread-safe. A runner whose worker is gone has nobody to run tests for: the first
 * frame that cannot be sent ends the JVM.
 */
public final class Sender {
    private final FrameWriter writer;

    /** Sends with this writer. */
    public Sender(FrameWriter writer) {
        this.writer = writer;
    }

    /** Sends one frame; one that is not flushed leaves with the next that is, or with the next {@link #flush}. */
    public void send(FrameKind kind, FrameWriter.Fields fields, boolean flush) {
        try {
            writer.write(kind, fields, flush);
        } catch (IOException lost) {
            Runtime.getRuntime().halt(1);
        }
    }

    /** Sends what waits. */
    public void flush() {
        try {
            writer.flush();
        } catch (IOException lost) {
            Runtime.getRuntime().halt(1);
        }
    }
}
