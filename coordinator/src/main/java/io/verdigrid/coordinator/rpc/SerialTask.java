package io.verdigrid.coordinator.rpc;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/** A task that runs on an executor when woken, never twice at once, and again if it was woken while it ran. Thread-safe. */
final class SerialTask {
    private final Executor executor;
    private final Runnable task;
    private final AtomicInteger wakes = new AtomicInteger();

    SerialTask(Executor executor, Runnable task) {
        this.executor = executor;
        this.task = task;
    }

    void wake() {
        if (wakes.getAndIncrement() == 0) {
            try {
                executor.execute(this::run);
            } catch (RejectedExecutionException stopping) {
                // The server stops; whoever waits is told by its end.
            }
        }
    }

    private void run() {
        int seen;
        do {
            seen = wakes.get();
            task.run();
        } while (!wakes.compareAndSet(seen, 0));
    }
}
