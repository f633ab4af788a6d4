package io.verdigrid.coordinator.store.rocksdb;

import io.verdigrid.coordinator.ledger.LedgerFailure;
import io.verdigrid.coordinator.rows.Rows;
import io.verdigrid.coordinator.rows.Table;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/** Rows of a database: a key on disk is the table's code and the key. Thread-safe while the database is open. */
final class RocksRows implements Rows {
    private final RocksDB db;
    private final ReadOptions options;
    private final String folder;

    RocksRows(RocksDB db, ReadOptions options, String folder) {
        this.db = db;
        this.options = options;
        this.folder = folder;
    }

    /** A key as it is on disk. */
    static byte[] onDisk(Table table, byte[] key) {
        byte[] whole = new byte[key.length + 1];
        whole[0] = table.code();
        System.arraycopy(key, 0, whole, 1, key.length);
        return whole;
    }

    @Override
    public byte @Nullable [] get(Table table, byte[] key) {
        try {
            return db.get(options, onDisk(table, key));
        } catch (RocksDBException e) {
            throw unreadable(e);
        }
    }

    @Override
    public void scan(Table table, byte[] prefix, byte[] from, Visitor visitor) {
        byte[] whole = onDisk(table, prefix);
        try (RocksIterator at = db.newIterator(options)) {
            at.seek(onDisk(table, from));
            while (visited(at, whole, visitor)) {
                at.next();
            }
            at.status();
        } catch (RocksDBException e) {
            throw unreadable(e);
        }
    }

    @Override
    public void scanBack(Table table, byte[] prefix, byte @Nullable [] before, Visitor visitor) {
        byte[] whole = onDisk(table, prefix);
        byte[] end = before == null ? successor(whole) : onDisk(table, before);
        try (RocksIterator at = db.newIterator(options)) {
            at.seekForPrev(end);
            if (at.isValid() && Arrays.equals(at.key(), end)) {
                at.prev();
            }
            while (visited(at, whole, visitor)) {
                at.prev();
            }
            at.status();
        } catch (RocksDBException e) {
            throw unreadable(e);
        }
    }

    private static boolean visited(RocksIterator at, byte[] prefix, Visitor visitor) {
        if (!at.isValid()) {
            return false;
        }
        byte[] key = at.key();
        return key.length >= prefix.length
                && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length)
                && visitor.visit(Arrays.copyOfRange(key, 1, key.length), at.value());
    }

    /** The first key above all with this prefix; a table's code is never the last byte value, so there is one. */
    private static byte[] successor(byte[] prefix) {
        int length = prefix.length;
        while (prefix[length - 1] == (byte) 0xFF) {
            length--;
        }
        byte[] next = Arrays.copyOf(prefix, length);
        next[length - 1]++;
        return next;
    }

    private LedgerFailure unreadable(RocksDBException e) {
        return new LedgerFailure("cannot read data folder " + folder + ": " + e.getMessage(), e);
    }
}
