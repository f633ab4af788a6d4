package io.verdigrid.coordinator.engine;

import io.verdigrid.protocol.TimeSource;
import java.time.Duration;

/** A thread that does something again and again until it is closed. */
final class Ticker implements AutoCloseable {
    private final Thread thread;

    Ticker(TimeSource time, Duration every, Runnable task) {
        thread = new Thread(
                () -> {
                    try {
                        while (!Thread.currentThread().isInterrupted()) {
                            time.sleep(every);
                            task.run();
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "verdigrid-ticker");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
