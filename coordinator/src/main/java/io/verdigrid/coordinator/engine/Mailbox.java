package io.verdigrid.coordinator.engine;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/**
 * One thread that does one thing after the other, in the order in which they were put in.
 *
 * <p>Thread-safe. A task that throws is a defect: the mailbox tells it and takes nothing more, since what the thread guards
 * may be half changed; the durable state is whole, so a restart is the cure.
 */
final class Mailbox implements Executor, AutoCloseable {
    private static final long JOIN_MS = 10_000;

    private final LinkedBlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
    private final Runnable last = this::nothing;
    private final Thread thread;
    private final Consumer<Throwable> onDefect;
    private boolean closed;

    Mailbox(Consumer<Throwable> onDefect) {
        this.onDefect = onDefect;
        this.thread = new Thread(this::run, "verdigrid-engine");
        thread.setDaemon(true);
        thread.start();
    }

    /** Throws RejectedExecutionException once it takes nothing more. */
    @Override
    public synchronized void execute(Runnable task) {
        if (closed) {
            throw new RejectedExecutionException("the coordinator stops");
        }
        tasks.add(task);
    }

    private void run() {
        try {
            for (Runnable task = tasks.take(); task != last; task = tasks.take()) {
                task.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            end();
            onDefect.accept(e);
        }
    }

    private void nothing() {}

    private synchronized void end() {
        if (!closed) {
            closed = true;
            tasks.add(last);
        }
    }

    /** Does what was put in, takes nothing more, and waits for the end, for at most ten seconds. */
    @Override
    public void close() {
        end();
        if (Thread.currentThread() != thread) {
            try {
                thread.join(JOIN_MS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
