package io.verdigrid.runner.wire;

import java.io.IOException;

/**
 * What a runner says goes through here. Thread-safe. A runner whose worker is gone has nobody to run tests for: the first
 * frame that cannot be sent ends the JVM, after what is to be done then.
 */
public final class Sender {
    private final FrameWriter writer;
    private final Runnable lost;

    /** Sends with this writer; {@code lost} is run when that cannot be done any more. */
    public Sender(FrameWriter writer, Runnable lost) {
        this.writer = writer;
        this.lost = lost;
    }

    /** Sends one frame; one that is not flushed leaves with the next that is, or with the next {@link #flush}. */
    public void send(FrameKind kind, FrameWriter.Fields fields, boolean flush) {
        try {
            writer.write(kind, fields, flush);
        } catch (IOException gone) {
            end();
        }
    }

    /** Sends what waits. */
    public void flush() {
        try {
            writer.flush();
        } catch (IOException gone) {
            end();
        }
    }

    private void end() {
        try {
            lost.run();
        } finally {
            Runtime.getRuntime().halt(1);
        }
    }
}
