package io.verdigrid.coordinator.store.rocksdb;

import io.verdigrid.coordinator.ledger.GroupCommit;
import io.verdigrid.coordinator.ledger.LedgerFailure;
import io.verdigrid.coordinator.rows.RowKey;
import io.verdigrid.coordinator.rows.Rows;
import io.verdigrid.coordinator.rows.Snapshots;
import io.verdigrid.coordinator.rows.StateBatch;
import io.verdigrid.coordinator.rows.Table;
import io.verdigrid.protocol.TimeSource;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rocksdb.FlushOptions;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.Snapshot;
import org.rocksdb.TickerType;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * The database in its folder. Thread-safe: {@link #close} waits for readers and the writer, because native memory that is
 * used after it was freed takes the process with it.
 */
final class Database implements Rows, Snapshots, GroupCommit.Disk, AutoCloseable {
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final AtomicLong batches = new AtomicLong();
    private final AtomicLong writeNanos = new AtomicLong();
    private final WriteOptions synced = new WriteOptions().setSync(true);
    private final ReadOptions newest = new ReadOptions();
    private final TimeSource time;
    private final String folder;
    private final Tuning tuning;
    private final RocksDB db;
    private final RocksRows rows;
    private boolean closed;

    private Database(TimeSource time, String folder, Tuning tuning, RocksDB db) {
        this.time = time;
        this.folder = folder;
        this.tuning = tuning;
        this.db = db;
        this.rows = new RocksRows(db, newest, folder);
    }

    static Database open(Path dataDir, Path dbDir, TimeSource time) {
        Tuning tuning = new Tuning();
        try {
            RocksDB db = RocksDB.open(tuning.options(), dbDir.toString());
            return new Database(time, dataDir.toString(), tuning, db);
        } catch (RocksDBException e) {
            tuning.close();
            throw new LedgerFailure("cannot open data folder " + dataDir + ": " + e.getMessage(), e);
        }
    }

    @Override
    public <T> T read(Function<? super Rows, ? extends T> reader) {
        return whileOpen(() -> {
            Snapshot snapshot = db.getSnapshot();
            try (ReadOptions options = new ReadOptions().setSnapshot(snapshot)) {
                return reader.apply(new RocksRows(db, options, folder));
            } finally {
                db.releaseSnapshot(snapshot);
            }
        });
    }

    @Override
    public byte @Nullable [] get(Table table, byte[] key) {
        lock.readLock().lock();
        try {
            checkOpen();
            return rows.get(table, key);
        } finally {
            lock.readLock().unlock();
        }
    }

    @Override
    public void scan(Table table, byte[] prefix, byte[] from, Visitor visitor) {
        whileOpen(() -> {
            rows.scan(table, prefix, from, visitor);
            return true;
        });
    }

    @Override
    public void scanBack(Table table, byte[] prefix, byte @Nullable [] before, Visitor visitor) {
        whileOpen(() -> {
            rows.scanBack(table, prefix, before, visitor);
            return true;
        });
    }

    @Override
    public void write(StateBatch batch) {
        whileOpen(() -> {
            try (WriteBatch changes = new WriteBatch()) {
                fill(changes, batch);
                long begin = time.nanos();
                db.write(synced, changes);
                writeNanos.addAndGet(time.nanos() - begin);
                return batches.incrementAndGet();
            } catch (RocksDBException e) {
                throw new LedgerFailure("cannot write to data folder " + folder + ": " + e.getMessage(), e);
            }
        });
    }

    private static void fill(WriteBatch changes, StateBatch batch) throws RocksDBException {
        for (StateBatch.Range range : batch.deletedRanges()) {
            changes.deleteRange(onDisk(range.from()), onDisk(range.to()));
        }
        RocksDBException[] failure = new RocksDBException[1];
        batch.forEach((key, value) -> {
            try {
                byte[] onDisk = onDisk(key);
                if (value == null) {
                    changes.delete(onDisk);
                } else {
                    changes.put(onDisk, value);
                }
            } catch (RocksDBException e) {
                failure[0] = e;
            }
        });
        if (failure[0] != null) {
            throw failure[0];
        }
    }

    private static byte[] onDisk(RowKey key) {
        return RocksRows.onDisk(key.table(), key.key());
    }

    RocksFigures figures(long commands) {
        return whileOpen(() -> new RocksFigures(
                commands,
                batches.get(),
                writeNanos.get(),
                property("rocksdb.total-sst-files-size"),
                property("rocksdb.cur-size-all-mem-tables"),
                property("rocksdb.block-cache-usage"),
                property("rocksdb.estimate-pending-compaction-bytes"),
                tuning.statistics().getTickerCount(TickerType.STALL_MICROS),
                property("rocksdb.is-write-stopped") != 0));
    }

    private long property(String name) {
        try {
            return db.getLongProperty(name);
        } catch (RocksDBException e) {
            throw new LedgerFailure("cannot read figures of data folder " + folder + ": " + e.getMessage(), e);
        }
    }

    private <T> T whileOpen(Supplier<T> action) {
        lock.readLock().lock();
        try {
            checkOpen();
            return action.get();
        } finally {
            lock.readLock().unlock();
        }
    }

    private void checkOpen() {
        if (closed) {
            throw new LedgerFailure("data folder " + folder + " is closed");
        }
    }

    /** So that the next start has no log to replay. If it fails, the log is there. */
    private void flush() {
        try (FlushOptions options = new FlushOptions().setWaitForFlush(true)) {
            db.flush(options);
        } catch (RocksDBException logIsThere) {
            // Nothing is lost: every write was synced to the log.
        }
    }

    @Override
    public void close() {
        lock.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                flush();
                db.close();
                newest.close();
                synced.close();
                tuning.close();
            }
        } finally {
            lock.writeLock().unlock();
        }
    }
}
