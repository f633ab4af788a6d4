package io.verdigrid.runner.output;

import io.verdigrid.runner.wire.Sender;
import java.io.PrintStream;
import java.io.UnsupportedEncodingException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Stands in the place of System.out and System.err. Thread-safe. A line belongs to the test that runs on the thread that
 * prints it, or that started this thread; failing that to the test that runs, if it is just one; else to the unit.
 * The threads that print never touch the socket: they may be interrupted, virtual or out of stack.
 */
public final class OutputCapture {
    private static final CurrentOutput CURRENT = new CurrentOutput();

    /** Bytes in a frame. */
    static final int CHUNK = 1 << 16;

    /** Bytes that may go to the process's own streams while no unit runs: nobody may be reading them. */
    private static final int OUTSIDE_RUNS = 16 << 10;

    private final Sender sender;
    private final PrintStream originalErr;
    private final PrintStream out;
    private final PrintStream err;

    private final Set<TestOutput> running = new LinkedHashSet<>();
    private long run;
    private long limit;
    private int outsideRuns;
    private volatile TestOutput only;
    private volatile TestOutput unit;

    /** Takes the streams' places at once. */
    public OutputCapture(Sender sender) {
        this.sender = sender;
        this.originalErr = System.err;
        try {
            this.out = new CapturedStream(this, 0);
            this.err = new CapturedStream(this, 1);
        } catch (UnsupportedEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
        restore();
        OutputFlusher flusher = new OutputFlusher(this);
        flusher.setDaemon(true);
        flusher.start();
    }

    /** Puts the streams back that a test replaced and did not put back itself. */
    public void restore() {
        if (System.out != out) {
            System.setOut(out);
        }
        if (System.err != err) {
            System.setErr(err);
        }
    }

    /** A unit begins. The limit is in bytes, for each test and stream. */
    public synchronized void beginRun(long runNumber, String unitId, long outputLimit) {
        run = runNumber;
        limit = outputLimit;
        unit = new TestOutput(runNumber, unitId, true, outputLimit);
        notifyAll();
    }

    /** The unit has ended: all that was printed is sent. */
    public void endRun() {
        out.flush();
        err.flush();
        TestOutput ended;
        synchronized (this) {
            ended = unit;
            unit = null;
            for (TestOutput each : running) {
                each.close(sender);
            }
            running.clear();
            only = null;
        }
        CURRENT.remove();
        if (ended != null) {
            ended.close(sender);
        }
    }

    /** A test begins on this thread. */
    public TestOutput begin(String uniqueId) {
        TestOutput output;
        synchronized (this) {
            output = new TestOutput(run, uniqueId, false, limit);
            running.add(output);
            only = running.size() == 1 ? output : null;
        }
        output.before = CURRENT.get();
        CURRENT.set(output);
        return output;
    }

    /** A test has ended on this thread: all that it printed is sent. */
    public void end(TestOutput output) {
        synchronized (this) {
            running.remove(output);
            only = running.size() == 1 ? running.iterator().next() : null;
        }
        output.close(sender);
        CURRENT.set(output.before);
    }

    /** This thread does something for the unit, such as a class's own set-up. */
    public void beginContainer() {
        TestOutput own = CURRENT.get();
        if (own == null || !own.isOpen()) {
            CURRENT.set(unit);
        }
    }

    /** A text for the standard output of the test on this thread. */
    public void print(String text) {
        out.print(text);
    }

    void write(int stream, byte[] data, int offset, int length) {
        TestOutput own = CURRENT.get();
        if (own == null || !own.isOpen()) {
            own = only;
        }
        if (own == null || !own.isOpen()) {
            own = unit;
        }
        if (own != null) {
            own.write(stream, data, offset, length);
        } else {
            writeOutsideRuns(data, offset, length);
        }
    }

    private synchronized void writeOutsideRuns(byte[] data, int offset, int length) {
        int allowed = Math.min(length, OUTSIDE_RUNS - outsideRuns);
        if (allowed > 0) {
            outsideRuns += allowed;
            originalErr.write(data, offset, allowed);
            originalErr.flush();
        }
    }

    /** Sends what was printed since the last call, and all that waits in the sender. */
    public void send() {
        List<TestOutput> open;
        synchronized (this) {
            open = new ArrayList<>(running);
            if (unit != null) {
                open.add(unit);
            }
        }
        for (TestOutput each : open) {
            each.send(sender);
        }
        sender.flush();
    }

    synchronized void awaitRun() throws InterruptedException {
        while (unit == null) {
            wait();
        }
    }
}
