package io.verdigrid.coordinator.store.rocksdb;

import io.verdigrid.coordinator.ledger.LedgerFailure;
import io.verdigrid.coordinator.store.view.TestTable;
import io.verdigrid.protocol.TimeSource;
import java.time.Duration;

/**
 * Keeps the table of tests up to date in a thread of its own, a little at a time: at most a third of one core, and no reader waits
 * for more than some milliseconds, but for the first reading after a start.
 */
final class TableFollower implements AutoCloseable {
    private static final int UNITS = 50;
    private static final int PERCENTILES = 2;
    private static final Duration IDLE = Duration.ofMillis(500);
    private static final Duration LEAST = Duration.ofMillis(2);

    private final TestTable table;
    private final TimeSource time;
    private final Thread thread;

    private TableFollower(TestTable table, TimeSource time) {
        this.table = table;
        this.time = time;
        thread = new Thread(this::run, "test-table");
        thread.setDaemon(true);
    }

    static TableFollower start(TestTable table, TimeSource time) {
        TableFollower follower = new TableFollower(table, time);
        follower.thread.start();
        return follower;
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                long began = time.nanos();
                boolean more = table.follow(UNITS, PERCENTILES);
                Duration pause = Duration.ofNanos(2 * (time.nanos() - began));
                time.sleep(more ? pause.compareTo(LEAST) < 0 ? LEAST : pause : IDLE);
            }
        } catch (InterruptedException | LedgerFailure e) {
            // It is closed, or the data folder cannot be read any more, which whoever reads next is told.
        }
    }

    /** Returns when it reads nothing more. */
    @Override
    public void close() {
        thread.interrupt();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
