package io.verdigrid.runner;

import io.verdigrid.runner.wire.FrameKind;
import io.verdigrid.runner.wire.FrameReader;
import io.verdigrid.runner.wire.FrameWriter;
import io.verdigrid.runner.wire.Sender;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Reads what the worker says on a thread of its own, so that a hanging test keeps neither a thread dump nor the end of
 * the JVM waiting.
 */
final class Orders extends Thread {
    private static final int GRACE_MS = 200;

    private final FrameReader reader;
    private final Sender sender;
    private final Farewell farewell;
    private final Deque<FrameReader.Frame> waiting = new ArrayDeque<>();
    private boolean busy;

    Orders(FrameReader reader, Sender sender, Farewell farewell) {
        super("verdigrid-orders");
        this.reader = reader;
        this.sender = sender;
        this.farewell = farewell;
    }

    /** Waits for the next order; an interrupt that a test left behind ends no wait. */
    synchronized FrameReader.Frame next() {
        while (waiting.isEmpty()) {
            try {
                wait();
            } catch (InterruptedException ignored) {
                // Not meant for this thread.
            }
        }
        busy = true;
        return waiting.removeFirst();
    }

    /** The order has been carried out. */
    synchronized void done() {
        busy = false;
        notifyAll();
    }

    private synchronized void add(FrameReader.Frame order) {
        waiting.addLast(order);
        notifyAll();
    }

    /** Waits a little for an end that was told already, so that a stop right behind it is an orderly one. */
    private synchronized boolean awaitIdle() {
        long until = System.nanoTime() + GRACE_MS * 1_000_000L;
        long left = GRACE_MS;
        while (busy && left > 0) {
            try {
                wait(left);
            } catch (InterruptedException ignored) {
                // Not meant for this thread.
            }
            left = (until - System.nanoTime()) / 1_000_000L;
        }
        return !busy && waiting.isEmpty();
    }

    @Override
    public void run() {
        boolean lost = false;
        while (!lost) {
            try {
                FrameReader.Frame frame = reader.read();
                if (frame == null) {
                    lost = true;
                } else if (frame.kind() == FrameKind.STOP) {
                    break;
                } else if (frame.kind() == FrameKind.DUMP) {
                    sender.send(FrameKind.DUMPED, new FrameWriter.Fields().put(ThreadDump.take()), true);
                } else {
                    add(frame);
                }
            } catch (IOException gone) {
                lost = true;
            } catch (Error ignored) {
                // No memory for a dump: the next order may still be read.
            }
        }
        if (lost) {
            // The worker would have killed them.
            Children.kill();
        }
        farewell.say(awaitIdle());
    }
}
