package io.verdigrid.coordinator.rpc;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads on which calls read the disk, apart from those of the network and of the engine. Thread-safe. */
public final class RpcThreads implements AutoCloseable {
    private static final int SLOW_STREAMS = 16;

    private final ThreadPoolExecutor reads;
    private final ThreadPoolExecutor slowStreams;

    /** Threads as many as the machine's cores suggest; they start when they are needed. */
    public RpcThreads() {
        reads = pool("verdigrid-read-", Math.max(2, Runtime.getRuntime().availableProcessors()));
        slowStreams = pool("verdigrid-stream-", SLOW_STREAMS);
    }

    private static ThreadPoolExecutor pool(String name, int size) {
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(size, size, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, name + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** For short reads and writes of the disk. */
    public Executor reads() {
        return reads;
    }

    /** For streams that wait for their caller. */
    Executor slowStreams() {
        return slowStreams;
    }

    /** Takes nothing more, and waits for what runs, for at most five seconds in all. */
    @Override
    public void close() {
        reads.shutdown();
        slowStreams.shutdownNow();
        try {
            if (!reads.awaitTermination(4, TimeUnit.SECONDS)) {
                reads.shutdownNow();
            }
            slowStreams.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            reads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
