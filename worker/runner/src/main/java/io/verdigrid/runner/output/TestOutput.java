package io.verdigrid.runner.output;

import io.verdigrid.runner.wire.FrameKind;
import io.verdigrid.runner.wire.FrameWriter;
import io.verdigrid.runner.wire.Sender;

/** What one test prints, or a unit outside its tests. Thread-safe; those that print never wait for those that send. */
public final class TestOutput {
    private final long run;
    private final String uniqueId;
    private final boolean ofUnit;
    private final HeadAndTail[] streams;
    private volatile boolean open = true;
    private volatile boolean dirty;

    /** Where the thread that began this wrote before. */
    TestOutput before;

    TestOutput(long run, String uniqueId, boolean ofUnit, long limit) {
        this.run = run;
        this.uniqueId = uniqueId;
        this.ofUnit = ofUnit;
        this.streams = new HeadAndTail[] {new HeadAndTail(limit), new HeadAndTail(limit)};
    }

    boolean isOpen() {
        return open;
    }

    boolean isUnit() {
        return ofUnit;
    }

    void write(int stream, byte[] data, int offset, int length) {
        streams[stream].append(data, offset, length);
        dirty = true;
    }

    /** Sends what came since the last call. */
    synchronized void send(Sender sender) {
        if (dirty && open) {
            dirty = false;
            for (int stream = 0; stream < streams.length; stream++) {
                send(sender, stream, streams[stream].takeHead());
            }
        }
    }

    /** Sends the rest. What is written from now on belongs to somebody else. */
    synchronized void close(Sender sender) {
        send(sender);
        open = false;
        for (int stream = 0; stream < streams.length; stream++) {
            send(sender, stream, streams[stream].takeTail());
        }
    }

    private void send(Sender sender, int stream, byte[] data) {
        for (int from = 0; from < data.length; from += OutputCapture.CHUNK) {
            FrameWriter.Fields fields = new FrameWriter.Fields();
            fields.put(run);
            fields.put(uniqueId);
            fields.put((long) stream);
            fields.put(data, from, Math.min(OutputCapture.CHUNK, data.length - from));
            sender.send(FrameKind.OUTPUT, fields, false);
        }
    }
}
